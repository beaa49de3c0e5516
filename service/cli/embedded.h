// Where the commands run: a server in this process on the embedded database,
// or a server elsewhere. Both are used through the same client, so that a
// command prints the same on either.
#ifndef WEFT_SERVICE_CLI_EMBEDDED_H_
#define WEFT_SERVICE_CLI_EMBEDDED_H_

#include <memory>

#include "absl/status/statusor.h"
#include "service/cli/command/command.h"

namespace weft::service {

// Errors: those of Server::Start() and Client::Connect(); NotFound when a
// database is needed and there is none.
absl::StatusOr<std::unique_ptr<Backend>> OpenServer(
    const GlobalOptions& options, Need need);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_EMBEDDED_H_
