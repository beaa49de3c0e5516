#include "service/cli/shell/shell.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ext/stdio_filebuf.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/cli/cli.h"
#include "service/cli/shell/interrupt_watch.h"
#include "service/cli/terminal.h"

namespace weft::service {
namespace {

constexpr char kPrompt[] = "weft> ";
constexpr char kMorePrompt[] = "   -> ";

constexpr char kHelp[] =
    R"(Every command of "weft --help" without the "weft", and:
  MATCH (a)-[r]->(b) RETURN a, r, b;    a query, over several lines until a ;
  Who founded DeepSeek?                 a question
  facts --subject Nvidia > facts.txt    to a file; >> appends, | to a program
  help [COMMAND]                        what there is, what a command does
  exit                                  or Ctrl-D

Tab completes commands, options, names of entities, relations and documents.
Ctrl-C ends the command that runs.

)";

std::string FirstWord(const std::string& name) {
  return name.substr(0, name.find(' '));
}

// "help document list" -> document list --help
std::vector<std::string> HelpArguments(const std::vector<std::string>& words) {
  std::vector<std::string> arguments(words.begin() + 1, words.end());
  arguments.push_back("--help");
  return arguments;
}

}  // namespace

Shell::Shell(CommandFactory commands, Context& context,
             SharedBackends& backends, LineSource& lines)
    : commands_(std::move(commands)),
      context_(context),
      backends_(backends),
      lines_(lines),
      command_words_(ShellWords()) {
  for (const auto& command : commands_()) {
    command_words_.push_back(FirstWord(command->name()));
  }
}

bool Shell::Run() {
  ShellStatement statement;
  std::string text;
  while (ReadStatement(&statement, &text)) {
    if (!RunStatement(statement, text)) break;
  }
  return all_succeeded_;
}

// False at the end.
bool Shell::ReadStatement(ShellStatement* statement, std::string* text) {
  text->clear();
  std::string line;
  while (true) {
    const LineSource::Result result =
        lines_.Read(text->empty() ? kPrompt : kMorePrompt, &line);
    if (result == LineSource::kInterrupted) {
      text->clear();
      continue;
    }
    const bool ended = result == LineSource::kEnd;
    if (ended && text->empty()) return false;
    if (!ended) {
      ++line_number_;
      absl::StrAppend(text, text->empty() ? "" : "\n", line);
    }
    *statement = ParseStatement(*text, command_words_, ended);
    if (statement->kind == ShellStatement::kNothing) {
      text->clear();
    } else if (statement->kind != ShellStatement::kIncomplete) {
      return true;
    }
  }
}

bool Shell::RunStatement(const ShellStatement& statement,
                         const std::string& text) {
  lines_.Remember(text);
  if (statement.kind == ShellStatement::kWrong) return Fail(statement.message);
  const std::string& first = statement.arguments[0];
  if (first == "exit" || first == "quit") return false;
  const auto& arguments = statement.arguments;
  if (std::find(arguments.begin() + 1, arguments.end(), "-") !=
      arguments.end()) {
    return Fail(
        "standard input belongs to the shell here; name a file instead of -");
  }
  RunCommand(statement);
  return true;
}

bool Shell::Fail(const std::string& message) {
  context_.Note(message);
  all_succeeded_ = false;
  return true;
}

void Shell::RunCommand(const ShellStatement& statement) {
  std::optional<InterruptWatch> watch;
  if (context_.interactive) watch.emplace([this] { backends_.Cancel(); });
  int status = kExitDone;
  if (!statement.program.empty()) {
    status = RunToProgram(statement);
  } else if (!statement.file.empty()) {
    status = RunToFile(statement);
  } else {
    status = RunTo(context_.out, true, statement.arguments);
  }
  watch.reset();
  backends_.Allow();
  if (status == kExitDone) return;
  all_succeeded_ = false;
  if (!context_.interactive) {
    context_.Note(absl::StrCat("that was the statement that ends in line ",
                               line_number_));
  }
}

int Shell::RunTo(std::ostream& out, bool is_context_out,
                 const std::vector<std::string>& arguments) {
  std::istringstream no_input;
  Context context(no_input, out, context_.err,
                  [this](const GlobalOptions& options, Need need) {
                    return backends_.Open(options, need);
                  });
  context.global = context_.global;
  if (is_context_out) {
    // The terminal may have another width by now.
    context.out_style =
        context_.interactive ? StyleOf(STDOUT_FILENO) : context_.out_style;
  } else {
    context.reader_may_leave = true;
  }
  context.err_style = context_.err_style;
  if (arguments[0] != "help") return RunCli(arguments, commands_(), context);
  if (arguments.size() == 1) out << kHelp;
  return RunCli(HelpArguments(arguments), commands_(), context);
}

int Shell::RunToFile(const ShellStatement& statement) {
  std::ofstream file(statement.file,
                     statement.append ? std::ios::app : std::ios::trunc);
  if (!file) {
    context_.Note(absl::StrCat(statement.file, ": cannot be written to"));
    return kExitFailed;
  }
  const int status = RunTo(file, false, statement.arguments);
  file.close();
  if (status == kExitDone && !file) {
    context_.Note(
        absl::StrCat(statement.file, ": not everything could be written"));
    return kExitFailed;
  }
  return status;
}

int Shell::RunToProgram(const ShellStatement& statement) {
  context_.out.flush();
  FILE* program = popen(statement.program.c_str(), "w");
  if (program == nullptr) {
    context_.Note(absl::StrCat(statement.program, ": cannot be started"));
    return kExitFailed;
  }
  // The program may end before the command: that is no failure.
  const auto old = std::signal(SIGPIPE, SIG_IGN);
  int status = kExitDone;
  {
    __gnu_cxx::stdio_filebuf<char> buffer(program, std::ios::out);
    std::ostream out(&buffer);
    status = RunTo(out, false, statement.arguments);
  }
  const int closed = pclose(program);
  std::signal(SIGPIPE, old);
  return status == kExitDone && closed != 0 ? kExitFailed : status;
}

}  // namespace weft::service
