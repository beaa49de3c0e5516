#include "service/cli/shell/completion_commands.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/cli/cli.h"
#include "service/cli/command/option_set.h"
#include "service/cli/render/one_line.h"
#include "service/cli/shell/completer.h"
#include "service/cli/shell/graph_names.h"
#include "service/cli/shell/words.h"

namespace weft::service {
namespace {

// bash replaces only what stands behind the last of $COMP_WORDBREAKS, of which
// '=' is one, and wants quotes put in where there are none.
constexpr char kBash[] = R"sh(# bash completion for weft
_weft() {
    local line=${COMP_LINE:0:COMP_POINT} candidate
    local open=${line##*[[:space:]=]}
    COMPREPLY=()
    while IFS= read -r candidate; do
        [[ $candidate == --*=* ]] && candidate=${candidate#*=}
        case $open in
            [\"\']*) ;;
            *) printf -v candidate '%q' "$candidate" ;;
        esac
        COMPREPLY+=("$candidate")
    done < <(weft complete -- "$line" 2>/dev/null)
}
complete -o default -F _weft weft
)sh";

constexpr char kZsh[] = R"sh(#compdef weft
local -a found
local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
found=(${(f)"$(weft complete -- $line 2>/dev/null)"})
if (( $#found )); then
    compadd -M 'm:{[:lower:]}={[:upper:]}' -- $found
else
    _files
fi
)sh";

constexpr char kFish[] = R"sh(# fish completion for weft
complete -c weft -n __fish_use_subcommand -f
complete -c weft -a '(weft complete -- (commandline -cp) 2>/dev/null)'
)sh";

class CompletionCommand : public Command {
 public:
  std::string name() const override { return "completion"; }
  std::string summary() const override {
    return "Completion of commands and names for bash, zsh and fish";
  }
  std::string examples() const override {
    return R"(  weft completion bash > ~/.local/share/bash-completion/completions/weft
  weft completion zsh > ~/.zfunc/_weft        a folder of $fpath
  weft completion fish > ~/.config/fish/completions/weft.fish

Names of entities, relations and documents come from $WEFT_DB, $WEFT_SERVER, or
what the line says so far.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("SHELL", shell_, "bash, zsh or fish");
  }

  absl::Status Run(Context& context) override {
    if (shell_ == "bash") {
      context.out << kBash;
    } else if (shell_ == "zsh") {
      context.out << kZsh;
    } else if (shell_ == "fish") {
      context.out << kFish;
    } else {
      return UsageError(absl::StrCat("there is no completion for \"", shell_,
                                     "\"; bash, zsh or fish?"));
    }
    return absl::OkStatus();
  }

 private:
  std::string shell_;
};

// The value of "--db X" or "--db=X", "" without one.
std::string ValueOf(const std::vector<std::string>& words,
                    const std::string& option) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == option && i + 1 < words.size()) return words[i + 1];
    if (absl::StartsWith(words[i], absl::StrCat(option, "="))) {
      return words[i].substr(option.size() + 1);
    }
  }
  return "";
}

class CompleteCommand : public Command {
 public:
  explicit CompleteCommand(CommandFactory commands)
      : commands_(std::move(commands)) {}

  std::string name() const override { return "complete"; }
  std::string summary() const override { return "For completion scripts"; }
  std::string examples() const override {
    return "  weft complete -- \"weft neighbors Nv\"";
  }
  bool hidden() const override { return true; }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("LINE", line_, "The command line up to the cursor");
  }

  absl::Status Run(Context& context) override {
    const Words split = SplitWords(line_);
    std::vector<std::string> words;
    for (const Word& word : split.words) words.push_back(word.text);
    std::string current;
    const bool in_word = !split.words.empty() &&
                         (split.open || split.words.back().end == line_.size());
    if (in_word) {
      current = words.back();
      words.pop_back();
    }
    if (!words.empty()) words.erase(words.begin());  // "weft"
    TakeBackend(words, context);
    GraphNames names([&context]() -> const Client* {
      const auto client = context.Connect(Need::kRead);
      return client.ok() ? *client : nullptr;
    });
    Completer completer(SpecsOf(commands_()), GlobalOptionSpecs(), names);
    for (const std::string& candidate : completer.Candidates(words, current)) {
      context.out << OneLine(candidate) << "\n";
    }
    return absl::OkStatus();
  }

 private:
  static void TakeBackend(const std::vector<std::string>& words,
                          Context& context) {
    const std::string database = ValueOf(words, "--db");
    const std::string server = ValueOf(words, "--server");
    if (database.empty() && server.empty()) return;
    context.global.server = server;
    if (!database.empty()) context.global.database = database;
  }

  const CommandFactory commands_;
  std::string line_;
};

}  // namespace

std::unique_ptr<Command> NewCompletionCommand() {
  return std::make_unique<CompletionCommand>();
}

std::unique_ptr<Command> NewCompleteCommand(CommandFactory commands) {
  return std::make_unique<CompleteCommand>(std::move(commands));
}

}  // namespace weft::service
