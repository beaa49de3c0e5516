// weft search TEXT: entities by name.
#ifndef WEFT_SERVICE_CLI_COMMAND_SEARCH_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_SEARCH_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewSearchCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_SEARCH_COMMAND_H_
