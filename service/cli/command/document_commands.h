// weft document list|show|delete: the documents of the database.
#ifndef WEFT_SERVICE_CLI_COMMAND_DOCUMENT_COMMANDS_H_
#define WEFT_SERVICE_CLI_COMMAND_DOCUMENT_COMMANDS_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewDocumentListCommand();
std::unique_ptr<Command> NewDocumentShowCommand();
std::unique_ptr<Command> NewDocumentDeleteCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_DOCUMENT_COMMANDS_H_
