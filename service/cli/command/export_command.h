#ifndef WEFT_SERVICE_CLI_COMMAND_EXPORT_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_EXPORT_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

// "export": the whole graph, in the format of one's choice.
std::unique_ptr<Command> NewExportCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_EXPORT_COMMAND_H_
