// weft stats: counts and sizes.
#ifndef WEFT_SERVICE_CLI_COMMAND_STATS_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_STATS_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewStatsCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_STATS_COMMAND_H_
