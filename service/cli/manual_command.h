// weft manual: the page of manual, from the same table as --help.
#ifndef WEFT_SERVICE_CLI_MANUAL_COMMAND_H_
#define WEFT_SERVICE_CLI_MANUAL_COMMAND_H_

#include <memory>
#include <string>
#include <vector>

#include "service/cli/command/command_spec.h"

namespace weft::service {

// weft(1) in the man macros of roff,
// https://man7.org/linux/man-pages/man7/man.7.html
std::string ManualPage(const std::vector<CommandSpec>& commands,
                       const std::vector<OptionSpec>& shared);

// `commands` are all that the program has.
std::unique_ptr<Command> NewManualCommand(CommandFactory commands);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_MANUAL_COMMAND_H_
