// What a client may do. Each role includes those before it.
#ifndef WEFT_SERVICE_AUTH_ROLE_H_
#define WEFT_SERVICE_AUTH_ROLE_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace weft::service {

enum class Role : uint8_t {
  kReader,  // asks
  kWriter,  // also brings documents in and takes them out
  kAdmin,   // also does what concerns the database as a whole
};

absl::string_view RoleName(Role role);  // "reader"
std::optional<Role> ParseRole(absl::string_view name);

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_ROLE_H_
