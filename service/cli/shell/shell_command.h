// weft shell: the commands one after the other, on one open database.
#ifndef WEFT_SERVICE_CLI_SHELL_SHELL_COMMAND_H_
#define WEFT_SERVICE_CLI_SHELL_SHELL_COMMAND_H_

#include <memory>

#include "service/cli/shell/shell.h"

namespace weft::service {

// `commands` makes what can be called inside.
std::unique_ptr<Command> NewShellCommand(CommandFactory commands);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_SHELL_COMMAND_H_
