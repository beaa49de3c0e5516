#include "service/cli/shell/completer.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/cli/shell/statement.h"
#include "service/cli/shell/words.h"

namespace weft::service {
namespace {

// What a value is a name of.
enum class NameKind { kNone, kEntity, kRelation, kDocument, kPath };

struct NamedKind {
  const char* name;
  NameKind kind;
};

// Options and arguments say by their names what they take.
constexpr NamedKind kKinds[] = {
    {"ENTITY", NameKind::kEntity},       {"FROM", NameKind::kEntity},
    {"TO", NameKind::kEntity},           {"INTO", NameKind::kEntity},
    {"TEXT", NameKind::kEntity},         {"--subject", NameKind::kEntity},
    {"--object", NameKind::kEntity},     {"--entity", NameKind::kEntity},
    {"--relation", NameKind::kRelation}, {"ID", NameKind::kDocument},
    {"--document", NameKind::kDocument}, {"FILE", NameKind::kPath},
    {"PATH", NameKind::kPath},           {"FOLDER", NameKind::kPath},
    {"BACKUP", NameKind::kPath},         {"--questions", NameKind::kPath},
    {"--history", NameKind::kPath},
};

NameKind KindOf(const OptionSpec& spec) {
  for (const NamedKind& named : kKinds) {
    if (spec.name == named.name) return named.kind;
  }
  const bool path = spec.form == "FILE" || spec.form == "DIR";
  return path ? NameKind::kPath : NameKind::kNone;
}

std::string FirstWord(const std::string& name) {
  return name.substr(0, name.find(' '));
}

// Those that begin with `prefix`, each once, in the order in which they come.
std::vector<std::string> WithPrefix(const std::vector<std::string>& all,
                                    absl::string_view prefix) {
  std::vector<std::string> found;
  for (const std::string& candidate : all) {
    if (absl::StartsWith(candidate, prefix) &&
        std::find(found.begin(), found.end(), candidate) == found.end()) {
      found.push_back(candidate);
    }
  }
  return found;
}

std::vector<std::string> Prepend(absl::string_view prefix,
                                 std::vector<std::string> words) {
  for (std::string& word : words) word = absl::StrCat(prefix, word);
  return words;
}

}  // namespace

std::vector<std::string> PathsWithPrefix(const std::string& prefix) {
  namespace fs = std::filesystem;
  const size_t slash = prefix.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "" : prefix.substr(0, slash + 1);
  const std::string begin = prefix.substr(folder.size());
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error), end;
       !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool hidden = name[0] == '.' && begin.empty();
    if (hidden || !absl::StartsWith(name, begin)) continue;
    std::error_code ignored;
    found.push_back(
        absl::StrCat(folder, name, it->is_directory(ignored) ? "/" : ""));
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Completer::Found {
  const CommandSpec* command = nullptr;
  std::string group;     // "document", while the second word is not there
  size_t words_end = 0;  // behind the words that call the command
};

Completer::Completer(std::vector<CommandSpec> commands,
                     std::vector<OptionSpec> shared, NameSource& names)
    : commands_(std::move(commands)),
      shared_(std::move(shared)),
      names_(names) {}

Completer::Found Completer::FindCommand(
    const std::vector<std::string>& words) const {
  Found found;
  for (size_t i = 0; i < words.size(); ++i) {
    if (absl::StartsWith(words[i], "-")) {
      const OptionSpec* option = FindOption(nullptr, words[i]);
      if (option != nullptr && !option->is_flag()) ++i;
      continue;
    }
    const std::string name = found.group.empty()
                                 ? words[i]
                                 : absl::StrCat(found.group, " ", words[i]);
    for (const CommandSpec& command : commands_) {
      if (command.name == name) {
        found.command = &command;
        found.words_end = i + 1;
        found.group.clear();
        return found;
      }
      if (FirstWord(command.name) == name) found.group = name;
    }
    if (found.group != name) {
      found.group = "?";  // no such command: nothing is known
      return found;
    }
  }
  return found;
}

const OptionSpec* Completer::FindOption(const CommandSpec* command,
                                        absl::string_view name) const {
  const auto find = [&](const std::vector<OptionSpec>& options) {
    const auto it = std::find_if(
        options.begin(), options.end(),
        [&](const OptionSpec& option) { return option.name == name; });
    return it == options.end() ? nullptr : &*it;
  };
  const OptionSpec* own = command == nullptr ? nullptr : find(command->options);
  return own != nullptr ? own : find(shared_);
}

const OptionSpec* Completer::Target(const std::vector<std::string>& words,
                                    const Found& found) const {
  if (!words.empty() && absl::StartsWith(words.back(), "--")) {
    const OptionSpec* option = FindOption(found.command, words.back());
    if (option != nullptr && !option->is_flag()) return option;
  }
  if (found.command == nullptr) return nullptr;
  size_t arguments = 0;
  for (size_t i = found.words_end; i < words.size(); ++i) {
    if (!absl::StartsWith(words[i], "-")) {
      ++arguments;
      continue;
    }
    const OptionSpec* option = FindOption(found.command, words[i]);
    if (option != nullptr && !option->is_flag()) ++i;
  }
  const OptionSpec* last = nullptr;
  for (const OptionSpec& option : found.command->options) {
    if (!option.is_argument()) continue;
    last = &option;
    if (arguments-- == 0) return last;
  }
  return last != nullptr && last->repeated ? last : nullptr;
}

std::vector<std::string> Completer::OptionNames(
    const CommandSpec* command) const {
  std::vector<std::string> names;
  if (command != nullptr) {
    for (const OptionSpec& option : command->options) {
      if (!option.is_argument()) names.push_back(option.name);
    }
  }
  for (const OptionSpec& option : shared_) names.push_back(option.name);
  return names;
}

std::vector<std::string> Completer::Values(const OptionSpec& spec,
                                           const std::string& current) {
  if (!spec.choices.empty()) return WithPrefix(spec.choices, current);
  switch (KindOf(spec)) {
    case NameKind::kEntity:
      return names_.Entities(current);
    case NameKind::kDocument:
      return names_.Documents(current);
    case NameKind::kRelation: {
      const size_t bar = current.rfind('|');
      if (bar == std::string::npos) return names_.Relations(current);
      return Prepend(current.substr(0, bar + 1),
                     names_.Relations(current.substr(bar + 1)));
    }
    case NameKind::kPath:
    case NameKind::kNone:
      break;
  }
  return {};
}

std::vector<std::string> Completer::Candidates(
    const std::vector<std::string>& words, const std::string& current) {
  const Found found = FindCommand(words);
  const size_t equals = current.find('=');
  if (absl::StartsWith(current, "--") && equals != std::string::npos) {
    const OptionSpec* option =
        FindOption(found.command, current.substr(0, equals));
    if (option == nullptr || option->is_flag()) return {};
    return Prepend(current.substr(0, equals + 1),
                   Values(*option, current.substr(equals + 1)));
  }
  const OptionSpec* target = Target(words, found);
  if (absl::StartsWith(current, "-") &&
      (target == nullptr || target->is_argument())) {
    return WithPrefix(OptionNames(found.command), current);
  }
  if (target != nullptr) return Values(*target, current);
  if (found.command != nullptr) return {};
  std::vector<std::string> names;
  for (const CommandSpec& command : commands_) {
    const std::string first = FirstWord(command.name);
    if (found.group.empty()) {
      names.push_back(first);
    } else if (first == found.group && first != command.name) {
      names.push_back(command.name.substr(first.size() + 1));
    }
  }
  return WithPrefix(names, current);
}

LineCompletion Completer::Line(const std::string& line) {
  if (IsQuery(line)) return QueryNames(line);
  const Words split = SplitWords(line);
  std::vector<std::string> words;
  for (const Word& word : split.words) words.push_back(word.text);
  LineCompletion completion;
  completion.begin = line.size();
  std::string current;
  if (!split.words.empty() &&
      (split.words.back().end == line.size() || split.open)) {
    completion.begin = split.words.back().begin;
    current = words.back();
    words.pop_back();
  }
  completion.candidates = Candidates(words, current);
  const Found found = FindCommand(words);
  const OptionSpec* target = Target(words, found);
  const bool path = target != nullptr && KindOf(*target) == NameKind::kPath;
  const bool file = !words.empty() && absl::StartsWith(words.back(), ">");
  if (completion.candidates.empty() && (path || file)) {
    completion.candidates = PathsWithPrefix(current);
  }
  for (std::string& candidate : completion.candidates) {
    candidate = QuoteWord(candidate);
  }
  return completion;
}

LineCompletion Completer::QueryNames(const std::string& line) {
  LineCompletion completion;
  completion.begin = line.size();
  char quote = '\0';
  size_t begin = 0;  // of what stands in the open quote
  for (size_t i = 0; i < line.size(); ++i) {
    const bool any = line[i] == '\'' || line[i] == '"' || line[i] == '`';
    if (quote == '\0' && any) {
      quote = line[i];
      begin = i + 1;
    } else if (line[i] == quote) {
      quote = '\0';
    }
  }
  if (quote == '\'' || quote == '"') {
    completion.begin = begin;
    for (const std::string& name : names_.Entities(line.substr(begin))) {
      if (!absl::StrContains(name, std::string(1, quote))) {
        completion.candidates.push_back(
            absl::StrCat(name, std::string(1, quote)));
      }
    }
    return completion;
  }
  const size_t colon = line.rfind(quote == '`' ? ":`" : ":");
  const size_t bracket = line.rfind('[');
  if (colon == std::string::npos || bracket == std::string::npos ||
      colon < bracket) {
    return completion;
  }
  completion.begin = colon + 1;
  const std::string prefix = line.substr(colon + (quote == '`' ? 2 : 1));
  for (const std::string& name : names_.Relations(prefix)) {
    const bool bare = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") ==
                      std::string::npos;
    completion.candidates.push_back(bare ? name : absl::StrCat("`", name, "`"));
  }
  return completion;
}

}  // namespace weft::service
