// weft path FROM TO: how two entities hang together.
#ifndef WEFT_SERVICE_CLI_COMMAND_PATH_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_PATH_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewPathCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_PATH_COMMAND_H_
