#include "service/cli/command/commands.h"

#include "service/cli/command/ask_command.h"
#include "service/cli/command/document_commands.h"
#include "service/cli/command/entity_command.h"
#include "service/cli/command/export_command.h"
#include "service/cli/command/extract_command.h"
#include "service/cli/command/facts_command.h"
#include "service/cli/command/ingest_command.h"
#include "service/cli/command/load_command.h"
#include "service/cli/command/neighbors_command.h"
#include "service/cli/command/operation_commands.h"
#include "service/cli/command/path_command.h"
#include "service/cli/command/query_command.h"
#include "service/cli/command/search_command.h"
#include "service/cli/command/stats_command.h"
#include "service/cli/command/version_command.h"
#include "service/cli/command/watch_command.h"

namespace weft::service {

std::vector<std::unique_ptr<Command>> NewCommands() {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(NewExtractCommand());
  commands.push_back(NewIngestCommand());
  commands.push_back(NewAskCommand());
  commands.push_back(NewQueryCommand());
  commands.push_back(NewLoadCommand());
  commands.push_back(NewExportCommand());
  commands.push_back(NewFactsCommand());
  commands.push_back(NewNeighborsCommand());
  commands.push_back(NewPathCommand());
  commands.push_back(NewSearchCommand());
  commands.push_back(NewEntityShowCommand());
  commands.push_back(NewEntityMergeCommand());
  commands.push_back(NewEntitySplitCommand());
  commands.push_back(NewDocumentListCommand());
  commands.push_back(NewDocumentShowCommand());
  commands.push_back(NewDocumentDeleteCommand());
  commands.push_back(NewStatsCommand());
  commands.push_back(NewWatchCommand());
  commands.push_back(NewCheckCommand());
  commands.push_back(NewBackupCommand());
  commands.push_back(NewCompactCommand());
  commands.push_back(NewVersionCommand());
  return commands;
}

}  // namespace weft::service
