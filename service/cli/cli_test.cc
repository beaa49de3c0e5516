#include "service/cli/cli.h"

#include <cstdlib>

#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class CliTest : public CommandTest {
 protected:
  void SetUp() override {
    unsetenv("WEFT_DB");
    unsetenv("WEFT_SERVER");
  }
};

TEST_F(CliTest, WrongUsageIsExitStatusTwoWithAHint) {
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const Case& c : {
           Case{{}, "\"weft\" needs a command"},
           Case{{"ingset", "a"},
                "\"weft ingset\" is no command; did you mean "
                "ingest?\nTry \"weft --help\""},
           Case{{"frobnicate"}, "\"weft frobnicate\" is no command\n"},
           Case{{"facts", "--subjct", "X"},
                "unknown option --subjct; did you mean --subject?\n"
                "Try \"weft facts --help\""},
           Case{{"facts", "--dbb=x"}, "did you mean --db?"},
           Case{{"stats", "now"}, "unexpected argument \"now\""},
           Case{{"document"}, "\"weft document\" needs a command"},
           Case{{"document", "lst"}, "did you mean list?"},
           Case{{"path", "A"}, "TO is required"},
           Case{{"neighbors", "A", "--depth=17"}, "--depth"},
           Case{{"facts", "--since", "soon"}, "\"soon\" is no date"},
           Case{{"facts", "--since", "2025-02-30"}, "is no date"},
           Case{{"ingest", "a", "--published", "2025"}, "is no day"},
           Case{{"facts", "--min-confidence", "1.5"}, "--min-confidence"},
           Case{{"facts", "--format", "xml"}, "--format"},
           Case{{"facts", "--db", "a", "--server", "b:1"}, "--server"},
       }) {
    const Outcome outcome = Run(c.arguments);
    EXPECT_EQ(outcome.status, kExitUsage) << c.message;
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, AllOf(StartsWith("weft: "), HasSubstr(c.message),
                                   HasSubstr("--help")));
  }
}

TEST_F(CliTest, HelpTeachesByExample) {
  const Outcome all = Run({"--help"});
  EXPECT_EQ(all.status, kExitDone);
  EXPECT_THAT(all.out, AllOf(HasSubstr("ingest"), HasSubstr("Examples:")));
  for (const auto& command : NewCommands()) {
    std::vector<std::string> arguments = {"--help"};
    const std::string name = command->name();
    const size_t blank = name.find(' ');
    if (blank != std::string::npos) {
      arguments.insert(arguments.begin(), name.substr(blank + 1));
    }
    arguments.insert(arguments.begin(), name.substr(0, blank));
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.status, kExitDone) << name;
    EXPECT_EQ(outcome.err, "");
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr(command->summary()), HasSubstr("Examples:"),
                      HasSubstr("weft " + name)));
  }
}

TEST_F(CliTest, VersionIsTheSameBothWays) {
  EXPECT_EQ(Run({"version"}).out, "weft 0.1.0\n");
  EXPECT_EQ(Run({"--version"}).out, "weft 0.1.0\n");
}

TEST_F(CliTest, CommandNamesCanBeArguments) {
  fake_.answers.matches.add_matches()->mutable_entity()->set_name("Stats Ltd");
  EXPECT_EQ(Run({"search", "stats"}).status, kExitDone);
  EXPECT_EQ(fake_.requests.search_entities.query(), "stats");
}

TEST_F(CliTest, DatabaseAndServerComeFromOptionsThenEnvironment) {
  Run({"stats"});
  EXPECT_EQ(opened_.database, "./weft.db");
  EXPECT_EQ(opened_.server, "");
  Run({"stats", "--db", "x"});
  EXPECT_EQ(opened_.database, "x");
  Run({"--db", "y", "stats"});
  EXPECT_EQ(opened_.database, "y");
  setenv("WEFT_DB", "from-environment", 1);
  setenv("WEFT_SERVER", "host:1", 1);
  Run({"stats"});
  EXPECT_EQ(opened_.database, "from-environment");
  EXPECT_EQ(opened_.server, "host:1");
  Run({"stats", "--db", "x"});
  EXPECT_EQ(opened_.database, "x");
  EXPECT_EQ(opened_.server, "");
  Run({"stats", "--server", "other:2"});
  EXPECT_EQ(opened_.server, "other:2");
}

TEST_F(CliTest, ErrorsOfTheServerAreExitStatusOne) {
  fake_.answers.graph_error = {grpc::StatusCode::NOT_FOUND,
                               "no entity \"Nvida\"; did you mean Nvidia?"};
  const Outcome outcome = Run({"entity", "show", "Nvida"});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "weft: no entity \"Nvida\"; did you mean Nvidia?\n");
}

}  // namespace
}  // namespace weft::service
