// weft version: what program this is.
#ifndef WEFT_SERVICE_CLI_COMMAND_VERSION_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_VERSION_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewVersionCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_VERSION_COMMAND_H_
