// The commands that this version knows by name and does not have yet: the one
// place that says so.
#ifndef WEFT_SERVICE_CLI_COMMAND_LATER_COMMANDS_H_
#define WEFT_SERVICE_CLI_COMMAND_LATER_COMMANDS_H_

#include <memory>
#include <vector>

#include "service/cli/command/command.h"

namespace weft::service {

// Each accepts any arguments and fails with Unimplemented, which says what to
// use meanwhile.
std::vector<std::unique_ptr<Command>> NewLaterCommands();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_LATER_COMMANDS_H_
