// The command line of Weft: finds the command, parses its options, runs it,
// and turns what came of it into messages and an exit status.
#ifndef WEFT_SERVICE_CLI_CLI_H_
#define WEFT_SERVICE_CLI_CLI_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/cli/command/command.h"
#include "service/cli/command/option_set.h"

namespace weft::service {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  // a message on `err` says what and why
inline constexpr int kExitUsage = 2;   // the command line is wrong

// Runs the command that `arguments` (without the name of the program) ask for.
// Fills context.global from the options; then, when it names a database
// already, it is left as it is, else from $WEFT_DB and $WEFT_SERVER, then with
// ./weft.db.
int RunCli(const std::vector<std::string>& arguments,
           const std::vector<std::unique_ptr<Command>>& commands,
           Context& context);

// Whether RunCli() would run a command for these arguments. Error:
// InvalidArgument, with what it would say.
absl::Status CheckArguments(
    const std::vector<std::string>& arguments,
    const std::vector<std::unique_ptr<Command>>& commands);

// The options that every command has.
std::vector<OptionSpec> GlobalOptionSpecs();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_CLI_H_
