#include "service/cli/shell/statement.h"

#include "gmock/gmock.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

ShellStatement Parse(const char* text, bool ended = false) {
  return ParseStatement(text, {"ask", "stats", "path", "facts", "export"},
                        ended);
}

TEST(Statement, WholeOnesAreCommandLines) {
  struct Case {
    const char* text;
    std::vector<std::string> arguments;
  };
  for (const Case& c : {
           Case{"stats", {"stats"}},
           Case{"stats ;", {"stats"}},
           Case{"stats;", {"stats"}},
           Case{"path \"Kessel\nBank\" r1", {"path", "Kessel\nBank", "r1"}},
           Case{"stats --format \\\n jsonl", {"stats", "--format", "jsonl"}},
           Case{"Who founded DeepSeek?", {"ask", "Who founded DeepSeek?"}},
           Case{"ask Who leads?", {"ask", "Who", "leads?"}},
           Case{"stat?", {"stat?"}},
           Case{"MATCH (a)\nRETURN a;", {"query", "MATCH (a)\nRETURN a"}},
           Case{"match(a) return a ; ", {"query", "match(a) return a"}},
           Case{"EXPLAIN MATCH (a) RETURN a;",
                {"query", "EXPLAIN MATCH (a) RETURN a"}},
           Case{"profile RETURN 1;", {"query", "profile RETURN 1"}},
           Case{"matches", {"matches"}},
       }) {
    const ShellStatement statement = Parse(c.text);
    EXPECT_EQ(statement.kind, ShellStatement::kCommand) << c.text;
    EXPECT_THAT(statement.arguments, ElementsAreArray(c.arguments)) << c.text;
  }
}

TEST(Statement, GoesOnUntilItIsWhole) {
  for (const char* text :
       {"path \"Kessel", "stats \\", "MATCH (a)", "RETURN ';", "RETURN \"a;\"",
        "RETURN '\\';", "RETURN `a;"}) {
    EXPECT_EQ(Parse(text).kind, ShellStatement::kIncomplete) << text;
  }
  EXPECT_THAT(Parse("MATCH (a) RETURN a", true).arguments,
              ElementsAre("query", "MATCH (a) RETURN a"));
  EXPECT_EQ(Parse("path \"Kessel", true).kind, ShellStatement::kWrong);
}

TEST(Statement, BlanksAndRemarksAreNothing) {
  for (const char* text : {"", "  \n ", "# stats", ";"}) {
    EXPECT_EQ(Parse(text).kind, ShellStatement::kNothing) << text;
  }
}

TEST(Statement, SaysWhereTheOutputGoes) {
  const ShellStatement file = Parse("export --format=csv > \"my graph.csv\"");
  EXPECT_THAT(file.arguments, ElementsAre("export", "--format=csv"));
  EXPECT_EQ(file.file, "my graph.csv");
  EXPECT_FALSE(file.append);
  EXPECT_TRUE(Parse("stats >> log").append);
  const ShellStatement program =
      Parse("facts --relation='a|b' | grep -c 'x y'");
  EXPECT_THAT(program.arguments, ElementsAre("facts", "--relation=a|b"));
  EXPECT_EQ(program.program, "grep -c 'x y'");
  EXPECT_EQ(Parse("facts |").kind, ShellStatement::kWrong);
  EXPECT_EQ(Parse("facts \">\" x").file, "");
}

}  // namespace
}  // namespace weft::service
