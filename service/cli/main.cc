// The executable `weft`.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "absl/synchronization/mutex.h"
#include "service/cli/all_commands.h"
#include "service/cli/cli.h"
#include "service/cli/embedded.h"
#include "service/cli/terminal.h"

using weft::service::AllCommands;
using weft::service::Context;

int main(int argc, char** argv) {
  // Debian builds Abseil, and with it every mutex of gRPC, so that each lock is
  // entered into a graph of the whole program. The tests keep that.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  std::ios::sync_with_stdio(false);
  // `weft extract - | head` ends quietly, whatever the parent ignores.
  std::signal(SIGPIPE, SIG_DFL);
  // The library's own log says nothing that our messages do not.
  setenv("GRPC_VERBOSITY", "NONE", 0);
  Context context(std::cin, std::cout, std::cerr, weft::service::OpenServer);
  context.out_style = weft::service::StyleOf(STDOUT_FILENO);
  context.err_style = weft::service::StyleOf(STDERR_FILENO);
  context.interactive = isatty(STDIN_FILENO) != 0 && context.out_style.terminal;
  return weft::service::RunCli({argv + 1, argv + argc}, AllCommands(), context);
}
