// The executable `weft`.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/cli/cli.h"
#include "service/cli/command/commands.h"
#include "service/cli/embedded.h"
#include "service/cli/restore_command.h"
#include "service/cli/serve_command.h"
#include "service/cli/terminal.h"

namespace {

using weft::service::Command;
using weft::service::Context;

std::vector<std::unique_ptr<Command>> AllCommands() {
  std::vector<std::unique_ptr<Command>> commands = weft::service::NewCommands();
  commands.push_back(weft::service::NewRestoreCommand());
  commands.push_back(weft::service::NewServeCommand());
  for (auto& later : weft::service::NewLaterCommands()) {
    commands.push_back(std::move(later));
  }
  return commands;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // `weft extract - | head` ends quietly, whatever the parent ignores.
  std::signal(SIGPIPE, SIG_DFL);
  // The library's own log says nothing that our messages do not.
  setenv("GRPC_VERBOSITY", "NONE", 0);
  Context context(std::cin, std::cout, std::cerr, weft::service::OpenServer);
  context.out_style = weft::service::StyleOf(STDOUT_FILENO);
  context.err_style = weft::service::StyleOf(STDERR_FILENO);
  return weft::service::RunCli({argv + 1, argv + argc}, AllCommands(), context);
}
