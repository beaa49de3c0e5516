// The version of the program.
#ifndef WEFT_SERVICE_CLI_COMMAND_VERSION_H_
#define WEFT_SERVICE_CLI_COMMAND_VERSION_H_

namespace weft::service {

inline constexpr char kVersion[] = "0.1.0";
// When that was.
inline constexpr char kVersionDate[] = "2026-11-22";

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_VERSION_H_
