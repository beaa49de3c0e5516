// weft check, backup, compact: looking after a database.
#ifndef WEFT_SERVICE_CLI_COMMAND_OPERATION_COMMANDS_H_
#define WEFT_SERVICE_CLI_COMMAND_OPERATION_COMMANDS_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewCheckCommand();
std::unique_ptr<Command> NewBackupCommand();
std::unique_ptr<Command> NewCompactCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_OPERATION_COMMANDS_H_
