// All commands that work through the client, in the order of --help.
#ifndef WEFT_SERVICE_CLI_COMMAND_COMMANDS_H_
#define WEFT_SERVICE_CLI_COMMAND_COMMANDS_H_

#include <memory>
#include <vector>

#include "service/cli/command/command.h"

namespace weft::service {

std::vector<std::unique_ptr<Command>> NewCommands();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_COMMANDS_H_
