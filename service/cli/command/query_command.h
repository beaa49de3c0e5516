// weft query 'MATCH ...': the read-only subset of openCypher.
#ifndef WEFT_SERVICE_CLI_COMMAND_QUERY_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_QUERY_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewQueryCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_QUERY_COMMAND_H_
