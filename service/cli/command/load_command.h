#ifndef WEFT_SERVICE_CLI_COMMAND_LOAD_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_LOAD_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

// "load": triples from files into the database.
std::unique_ptr<Command> NewLoadCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_LOAD_COMMAND_H_
