#include "service/cli/shell/statement.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "service/cli/shell/words.h"

namespace weft::service {
namespace {

constexpr const char* kQueryWords[] = {"MATCH",  "OPTIONAL", "UNWIND", "WITH",
                                       "RETURN", "EXPLAIN",  "PROFILE"};

absl::string_view FirstWord(absl::string_view text) {
  text = absl::StripLeadingAsciiWhitespace(text);
  return text.substr(0, text.find_first_of(" \t\n("));
}

// Whether the last character is a ';' outside quotes of the query language.
bool EndsInSemicolon(absl::string_view text) {
  char quote = '\0';
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == '\0') {
      if (c == '\'' || c == '"' || c == '`') quote = c;
    } else if (c == '\\' && quote != '`') {
      ++i;
    } else if (c == quote) {
      quote = '\0';
    }
  }
  return quote == '\0' && absl::EndsWith(text, ";");
}

ShellStatement ParseQuery(absl::string_view text, bool ended) {
  ShellStatement statement;
  text = absl::StripAsciiWhitespace(text);
  if (!EndsInSemicolon(text) && !ended) {
    statement.kind = ShellStatement::kIncomplete;
    return statement;
  }
  absl::ConsumeSuffix(&text, ";");
  statement.kind = ShellStatement::kCommand;
  statement.arguments = {"query",
                         std::string(absl::StripAsciiWhitespace(text))};
  return statement;
}

ShellStatement Wrong(const std::string& message) {
  ShellStatement statement;
  statement.kind = ShellStatement::kWrong;
  statement.message = message;
  return statement;
}

// Takes "> FILE" and ">> FILE" off the end of `words`.
void TakeFile(std::vector<Word>& words, ShellStatement& statement) {
  if (words.size() < 2) return;
  const Word& sign = words[words.size() - 2];
  if (!sign.plain || (sign.text != ">" && sign.text != ">>")) return;
  statement.append = sign.text == ">>";
  statement.file = words.back().text;
  words.resize(words.size() - 2);
}

ShellStatement ParseCommand(absl::string_view text, bool ended) {
  Words split = SplitWords(text);
  ShellStatement statement;
  if (split.open) {
    if (ended) return Wrong("a quote is not closed");
    statement.kind = ShellStatement::kIncomplete;
    return statement;
  }
  std::vector<Word>& words = split.words;
  const auto bar = std::find_if(
      words.begin(), words.end(),
      [](const Word& word) { return word.plain && word.text == "|"; });
  if (bar != words.end()) {
    statement.program =
        std::string(absl::StripAsciiWhitespace(text.substr(bar->end)));
    if (statement.program.empty()) return Wrong("no program behind |");
    words.erase(bar, words.end());
  } else {
    // A ';' is no part of the command for those who are used to it.
    if (words.back().plain && absl::EndsWith(words.back().text, ";")) {
      words.back().text.pop_back();
      if (words.back().text.empty()) words.pop_back();
    }
    TakeFile(words, statement);
  }
  for (Word& word : words) statement.arguments.push_back(std::move(word.text));
  if (!statement.arguments.empty()) statement.kind = ShellStatement::kCommand;
  return statement;
}

}  // namespace

bool IsQuery(absl::string_view text) {
  const absl::string_view first = FirstWord(text);
  return std::any_of(
      std::begin(kQueryWords), std::end(kQueryWords),
      [&](const char* word) { return absl::EqualsIgnoreCase(first, word); });
}

ShellStatement ParseStatement(absl::string_view text,
                              const std::vector<std::string>& command_words,
                              bool ended) {
  text = absl::StripAsciiWhitespace(text);
  if (text.empty() || text[0] == '#') return ShellStatement();
  if (IsQuery(text)) return ParseQuery(text, ended);
  const std::string first(FirstWord(text));
  const bool command = std::find(command_words.begin(), command_words.end(),
                                 first) != command_words.end();
  if (!command && absl::EndsWith(text, "?") && absl::StrContains(text, " ")) {
    ShellStatement statement;
    statement.kind = ShellStatement::kCommand;
    statement.arguments = {"ask", std::string(text)};
    return statement;
  }
  return ParseCommand(text, ended);
}

}  // namespace weft::service
