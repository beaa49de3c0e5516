#include "service/cli/manual_command.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/cli/cli.h"
#include "service/cli/command/option_set.h"
#include "service/cli/command/version.h"

namespace weft::service {
namespace {

constexpr char kHead[] =
    R"(.SH NAME
weft \- facts of documents in a graph, and answers from it
.SH SYNOPSIS
.B weft
.I COMMAND
.RI [ OPTION ...]
.SH DESCRIPTION
Weft reads documents and keeps what they say as facts: who did what to whom,
when, how much, according to whom, and where exactly it is written.
Commands work on a database in a folder or on a server that has one open, and
print the same on either.
Results go to standard output, everything else to standard error.
)";

constexpr char kTail[] =
    R"(.SH ENVIRONMENT
.TP
.B WEFT_DB
Folder of the database, ./weft.db without it.
.TP
.B WEFT_SERVER
A server instead, HOST:PORT.
.TP
.B WEFT_MODEL
A model file instead of the one in the program.
.TP
.B NO_COLOR
No colours on a terminal; elsewhere there are none anyway.
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Failed; the message on standard error says what, which and what to do.
.TP
.B 2
The command line is wrong.
)";

// Text for a line of roff: nothing in it is a request or an escape.
std::string Escape(absl::string_view text) {
  std::string escaped =
      absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}});
  if (absl::StartsWith(escaped, ".") || absl::StartsWith(escaped, "'")) {
    escaped.insert(0, "\\&");
  }
  return escaped;
}

std::string OptionText(const OptionSpec& option) {
  std::string text = ".TP\n";
  if (option.is_argument()) {
    absl::StrAppend(&text, ".IR ", Escape(option.name),
                    option.repeated ? " ..." : "");
  } else if (option.is_flag()) {
    absl::StrAppend(&text, ".B ", Escape(option.name));
  } else {
    absl::StrAppend(&text, ".BI ", Escape(option.name), " \" ",
                    Escape(option.form), "\"");
  }
  return absl::StrCat(text, "\n", Escape(option.help), "\n");
}

std::string CommandText(const CommandSpec& command) {
  std::string text = absl::StrCat(".SS \"weft ", Escape(command.name), "\"\n",
                                  Escape(command.summary), ".\n");
  for (const OptionSpec& option : command.options) {
    absl::StrAppend(&text, OptionText(option));
  }
  absl::StrAppend(&text, ".PP\nExamples:\n.PP\n.nf\n");
  for (absl::string_view line : absl::StrSplit(command.examples, '\n')) {
    absl::StrAppend(&text, line.empty() ? "\\&" : Escape(line), "\n");
  }
  return absl::StrCat(text, ".fi\n");
}

class ManualCommand : public Command {
 public:
  explicit ManualCommand(CommandFactory commands)
      : commands_(std::move(commands)) {}

  std::string name() const override { return "manual"; }
  std::string summary() const override { return "The page for man"; }
  std::string examples() const override {
    return R"(  weft manual | man -l -
  weft manual > ~/.local/share/man/man1/weft.1    for "man weft")";
  }
  void AddOptions(OptionSet&) override {}
  absl::Status Run(Context& context) override {
    context.out << ManualPage(SpecsOf(commands_()), GlobalOptionSpecs());
    return absl::OkStatus();
  }

 private:
  const CommandFactory commands_;
};

}  // namespace

std::string ManualPage(const std::vector<CommandSpec>& commands,
                       const std::vector<OptionSpec>& shared) {
  std::string page =
      absl::StrCat(".TH WEFT 1 ", kVersionDate, " \"weft ", kVersion,
                   "\" \"User Commands\"\n", kHead, ".SH COMMANDS\n");
  for (const CommandSpec& command : commands) {
    absl::StrAppend(&page, CommandText(command));
  }
  absl::StrAppend(&page, ".SH OPTIONS OF ALL COMMANDS\n");
  for (const OptionSpec& option : shared) {
    absl::StrAppend(&page, OptionText(option));
  }
  return absl::StrCat(page, kTail);
}

std::unique_ptr<Command> NewManualCommand(CommandFactory commands) {
  return std::make_unique<ManualCommand>(std::move(commands));
}

}  // namespace weft::service
