#include "service/cli/all_commands.h"

#include "service/cli/command/commands.h"
#include "service/cli/manual_command.h"
#include "service/cli/restore_command.h"
#include "service/cli/serve_command.h"
#include "service/cli/shell/completion_commands.h"
#include "service/cli/shell/shell_command.h"
#include "service/cli/token_commands.h"

namespace weft::service {
namespace {

// What can be called inside the shell as well.
std::vector<std::unique_ptr<Command>> CommandsInside() {
  std::vector<std::unique_ptr<Command>> commands = NewCommands();
  commands.push_back(NewRestoreCommand());
  return commands;
}

}  // namespace

std::vector<std::unique_ptr<Command>> AllCommands() {
  std::vector<std::unique_ptr<Command>> commands = CommandsInside();
  commands.push_back(NewServeCommand());
  commands.push_back(NewTokenCreateCommand());
  commands.push_back(NewTokenListCommand());
  commands.push_back(NewTokenRevokeCommand());
  commands.push_back(NewShellCommand(CommandsInside));
  commands.push_back(NewCompletionCommand());
  commands.push_back(NewCompleteCommand(AllCommands));
  commands.push_back(NewManualCommand(AllCommands));
  return commands;
}

}  // namespace weft::service
