// weft restore: a backup becomes a database again.
#ifndef WEFT_SERVICE_CLI_RESTORE_COMMAND_H_
#define WEFT_SERVICE_CLI_RESTORE_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewRestoreCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RESTORE_COMMAND_H_
