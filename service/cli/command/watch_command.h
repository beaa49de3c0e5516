// weft watch: the feed of changes.
#ifndef WEFT_SERVICE_CLI_COMMAND_WATCH_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_WATCH_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewWatchCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_WATCH_COMMAND_H_
