// weft serve: the database over gRPC.
#ifndef WEFT_SERVICE_CLI_SERVE_COMMAND_H_
#define WEFT_SERVICE_CLI_SERVE_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

// Runs until SIGTERM or SIGINT, then lets running calls finish; a second
// signal ends the process at once (what was acknowledged is durable anyway).
// The first line on standard output is "weft: listening on HOST:PORT".
std::unique_ptr<Command> NewServeCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SERVE_COMMAND_H_
