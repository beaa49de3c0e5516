// weft ingest PATH… | -: documents into the database.
#ifndef WEFT_SERVICE_CLI_COMMAND_INGEST_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_INGEST_COMMAND_H_

#include <memory>

#include "service/cli/command/command.h"

namespace weft::service {

std::unique_ptr<Command> NewIngestCommand();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_INGEST_COMMAND_H_
