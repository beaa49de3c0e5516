// The command line of Weft: finds the command, parses its options, runs it,
// and turns what came of it into messages and an exit status.
#ifndef WEFT_SERVICE_CLI_CLI_H_
#define WEFT_SERVICE_CLI_CLI_H_

#include <memory>
#include <string>
#include <vector>

#include "service/cli/command/command.h"

namespace weft::service {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  // a message on `err` says what and why
inline constexpr int kExitUsage = 2;   // the command line is wrong

// Runs the command that `arguments` (without the name of the program) ask for.
// Fills context.global from the options, then from $WEFT_DB and $WEFT_SERVER,
// then with ./weft.db.
int RunCli(const std::vector<std::string>& arguments,
           const std::vector<std::unique_ptr<Command>>& commands,
           Context& context);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_CLI_H_
