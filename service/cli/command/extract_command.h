// weft extract [FILE… | -]: text in, facts out, no database.
#ifndef WEFT_SERVICE_CLI_COMMAND_EXTRACT_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_EXTRACT_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewExtractCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_EXTRACT_COMMAND_H_
