// The loop of the shell: a statement, its command, the next statement.
#ifndef WEFT_SERVICE_CLI_SHELL_SHELL_H_
#define WEFT_SERVICE_CLI_SHELL_SHELL_H_

#include <memory>
#include <string>
#include <vector>

#include "service/cli/command/command.h"
#include "service/cli/command/command_spec.h"
#include "service/cli/shell/line_source.h"
#include "service/cli/shell/shared_backends.h"
#include "service/cli/shell/statement.h"

namespace weft::service {

// What the shell knows besides the commands.
inline const std::vector<std::string>& ShellWords() {
  static const auto& words =
      *new std::vector<std::string>{"help", "exit", "quit"};
  return words;
}

// Not thread-safe.
class Shell {
 public:
  // All outlive the shell. Commands write to the streams of `context` and run
  // with its options; their standard input is empty.
  Shell(CommandFactory commands, Context& context, SharedBackends& backends,
        LineSource& lines);

  // Until the lines end or one of them says so. At a terminal Ctrl-C cancels
  // the command that runs. Returns whether all commands succeeded.
  bool Run();

 private:
  // False when the shell is to end.
  bool RunStatement(const ShellStatement& statement, const std::string& text);
  bool Fail(const std::string& message);
  bool ReadStatement(ShellStatement* statement, std::string* text);
  void RunCommand(const ShellStatement& statement);
  int RunTo(std::ostream& out, bool is_context_out,
            const std::vector<std::string>& arguments);
  int RunToFile(const ShellStatement& statement);
  int RunToProgram(const ShellStatement& statement);

  const CommandFactory commands_;
  Context& context_;
  SharedBackends& backends_;
  LineSource& lines_;
  std::vector<std::string> command_words_;
  bool all_succeeded_ = true;
  int line_number_ = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_SHELL_H_
