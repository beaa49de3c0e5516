// Every command of the program.
#ifndef WEFT_SERVICE_CLI_ALL_COMMANDS_H_
#define WEFT_SERVICE_CLI_ALL_COMMANDS_H_

#include <memory>
#include <vector>

#include "service/cli/command/command.h"

namespace weft::service {

// In the order of --help.
std::vector<std::unique_ptr<Command>> AllCommands();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_ALL_COMMANDS_H_
