// weft completion SHELL: what makes other shells complete the commands, their
// options and the names of the graph; weft complete: what they call for that.
#ifndef WEFT_SERVICE_CLI_SHELL_COMPLETION_COMMANDS_H_
#define WEFT_SERVICE_CLI_SHELL_COMPLETION_COMMANDS_H_

#include <memory>

#include "service/cli/command/command_spec.h"

namespace weft::service {

std::unique_ptr<Command> NewCompletionCommand();

// Prints the candidates for the last word of a line, one a line, unquoted.
// `commands` are all that the program has. Names come from the database or
// server that the line or the environment names; without one there are none.
std::unique_ptr<Command> NewCompleteCommand(CommandFactory commands);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_COMPLETION_COMMANDS_H_
