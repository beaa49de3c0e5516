// weft token create | list | revoke: the tokens that a server takes.
#ifndef WEFT_SERVICE_CLI_TOKEN_COMMANDS_H_
#define WEFT_SERVICE_CLI_TOKEN_COMMANDS_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

// They work on the file of tokens, next to a server that may be running or not:
// it takes up changes within a second.
std::unique_ptr<Command> NewTokenCreateCommand();
std::unique_ptr<Command> NewTokenListCommand();
std::unique_ptr<Command> NewTokenRevokeCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_TOKEN_COMMANDS_H_
