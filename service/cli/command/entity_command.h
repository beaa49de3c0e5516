// weft entity show NAME: what is known of one entity.
#ifndef WEFT_SERVICE_CLI_COMMAND_ENTITY_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_ENTITY_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewEntityShowCommand();
std::unique_ptr<Command> NewEntityMergeCommand();
std::unique_ptr<Command> NewEntitySplitCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_ENTITY_COMMAND_H_
