#include "service/cli/shell/shell_command.h"

#include <csignal>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/cli/cli.h"
#include "service/cli/command/option_set.h"
#include "service/cli/command/version.h"
#include "service/cli/shell/completer.h"
#include "service/cli/shell/graph_names.h"
#include "service/cli/shell/history_file.h"
#include "service/cli/shell/line_editor.h"

namespace weft::service {
namespace {

// The commands and what the shell itself understands.
std::vector<CommandSpec> SpecsInside(const CommandFactory& commands) {
  std::vector<CommandSpec> specs = SpecsOf(commands());
  for (const std::string& word : ShellWords()) {
    specs.push_back({word, "", "", {}});
  }
  return specs;
}

class ShellCommand : public Command {
 public:
  explicit ShellCommand(CommandFactory commands)
      : commands_(std::move(commands)) {}

  std::string name() const override { return "shell"; }
  std::string summary() const override {
    return "The commands one after the other, with completion of names";
  }
  std::string examples() const override {
    return R"(  weft shell --db news.db        commands, queries and questions; "help" inside
  weft shell --server 127.0.0.1:50051
  weft shell < commands.txt      runs the lines of a file

Inside, a query goes on over several lines until a ; ends it, everything else
until its quotes are closed. Tab completes commands, options and names of the
graph. Ctrl-C ends the command that runs, Ctrl-D the shell.)";
  }

  void AddOptions(OptionSet& options) override {
    history_ = DefaultHistoryPath();
    options.AddText("--history", history_,
                    "File of what was typed; empty for none "
                    "[~/.local/state/weft/history]");
  }

  absl::Status Run(Context& context) override {
    SharedBackends backends(context.global, context.opener());
    if (!context.interactive) {
      StreamLines lines(context.in);
      if (!Shell(commands_, context, backends, lines).Run()) {
        context.MarkFailed();
      }
      return absl::OkStatus();
    }
    const GlobalOptions& global = context.global;
    context.out << "weft " << kVersion << " on "
                << (global.server.empty() ? global.database : global.server)
                << "; \"help\" says what can be typed, Ctrl-D leaves\n"
                << std::flush;
    GraphNames names([&backends] { return backends.ClientForNames(); });
    Completer completer(SpecsInside(commands_), GlobalOptionSpecs(), names);
    HistoryFile history(history_);
    LineEditor lines(completer, history);
    // Ctrl-C is for the command that runs; between two it is for nobody.
    std::signal(SIGINT, SIG_IGN);
    Shell(commands_, context, backends, lines).Run();
    return absl::OkStatus();
  }

 private:
  const CommandFactory commands_;
  std::string history_;
};

}  // namespace

std::unique_ptr<Command> NewShellCommand(CommandFactory commands) {
  return std::make_unique<ShellCommand>(std::move(commands));
}

}  // namespace weft::service
