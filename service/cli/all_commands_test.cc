#include "service/cli/all_commands.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status_matchers.h"
#include "service/cli/cli.h"
#include "service/cli/shell/words.h"

namespace weft::service {
namespace {

// Characters with a meaning of their own for a shell.
bool IsOperator(const Word& word) {
  return word.plain &&
         (word.text == "|" || word.text == "<" || word.text == ">");
}

// The arguments of the first call of weft in an example: "zcat a.gz | weft load
// - --source=a   what it does". Behind two blanks comes what it does.
std::vector<std::string> ArgumentsOf(const std::string& example) {
  const Words split = SplitWords(example);
  std::vector<std::string> arguments;
  bool found = false;
  for (size_t i = 0; i < split.words.size(); ++i) {
    const Word& word = split.words[i];
    if (found) {
      if (IsOperator(word)) break;
      if (word.begin >= split.words[i - 1].end + 2 && i > 1) break;
      arguments.push_back(word.text);
    }
    found = found || word.text == "weft";
  }
  return arguments;
}

// Command lines are indented by two blanks and hold the word weft; one goes on
// while a quote is open.
std::vector<std::string> ExamplesIn(const std::string& text) {
  std::vector<std::string> examples;
  std::string example;
  for (const std::string& line :
       std::vector<std::string>(absl::StrSplit(text, '\n'))) {
    if (example.empty()) {
      const bool call =
          absl::StartsWith(line, "  weft ") ||
          (absl::StartsWith(line, "  ") && absl::StrContains(line, "| weft "));
      if (!call) continue;
      example = line;
    } else {
      absl::StrAppend(&example, "\n", line);
    }
    if (SplitWords(example).open) continue;
    examples.push_back(example);
    example.clear();
  }
  return examples;
}

TEST(AllCommands, HaveExamplesThatCanBeTyped) {
  const auto commands = AllCommands();
  for (const auto& command : commands) {
    const std::vector<std::string> examples = ExamplesIn(command->examples());
    EXPECT_FALSE(examples.empty()) << command->name();
    int own = 0;
    for (const std::string& example : examples) {
      const std::vector<std::string> arguments = ArgumentsOf(example);
      EXPECT_OK(CheckArguments(arguments, AllCommands()))
          << command->name() << ": " << example;
      own += absl::StrContains(example, absl::StrCat("weft ", command->name()));
    }
    EXPECT_GT(own, 0) << command->name();
  }
}

TEST(AllCommands, ExamplesThatAreWrongAreFound) {
  EXPECT_EQ(ArgumentsOf("  cat x | weft load - --source=x   loads it"),
            (std::vector<std::string>{"load", "-", "--source=x"}));
  EXPECT_EQ(ArgumentsOf("  weft export > graph.tsv"),
            (std::vector<std::string>{"export"}));
  EXPECT_FALSE(CheckArguments({"facts", "--subjct=x"}, AllCommands()).ok());
}

TEST(AllCommands, HaveNamesAndSummariesOfTheirOwn) {
  std::vector<std::string> seen;
  for (const auto& command : AllCommands()) {
    for (const std::string& text : {command->name(), command->summary()}) {
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(std::count(seen.begin(), seen.end(), text), 0) << text;
      seen.push_back(text);
    }
  }
}

}  // namespace
}  // namespace weft::service
