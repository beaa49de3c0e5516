// weft neighbors ENTITY: what it is linked to, within some hops.
#ifndef WEFT_SERVICE_CLI_COMMAND_NEIGHBORS_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_NEIGHBORS_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewNeighborsCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_NEIGHBORS_COMMAND_H_
