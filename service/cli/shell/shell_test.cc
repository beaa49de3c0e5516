#include "service/cli/shell/shell.h"

#include <sstream>

#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class ShellTest : public CommandTest {
 protected:
  // Runs the lines; the status is that of the program.
  Outcome Type(const std::string& text) {
    std::istringstream in(text);
    std::ostringstream out, err;
    Context context(in, out, err,
                    [this](const GlobalOptions& global,
                           Need) -> absl::StatusOr<std::unique_ptr<Backend>> {
                      opened_ = global;
                      ++opened_count_;
                      return std::make_unique<FakeBackend>(fake_);
                    });
    context.global.database = "news.db";
    SharedBackends backends(context.global, context.opener());
    StreamLines lines(in);
    const bool ok = Shell(NewCommands, context, backends, lines).Run();
    return {ok ? kExitDone : kExitFailed, out.str(), err.str()};
  }

  int opened_count_ = 0;
};

TEST_F(ShellTest, RunsOneStatementAfterTheOther) {
  fake_.answers.matches.add_matches()->mutable_entity()->set_name("Nvidia");
  const Outcome outcome = Type(
      "# what there is\n"
      "search \"Nvi\n"
      "dia\"\n"
      "\n"
      "version\n"
      "MATCH (a)\n"
      "RETURN a;\n");
  EXPECT_EQ(outcome.status, kExitDone) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("Nvidia"), HasSubstr("weft 0.1")));
  EXPECT_EQ(fake_.requests.search_entities.query(), "Nvi\ndia");
  EXPECT_EQ(fake_.requests.query.query(), "MATCH (a)\nRETURN a");
}

TEST_F(ShellTest, OpensItsDatabaseOnceAndOthersForOneCommand) {
  Type("stats\nstats\nsearch a\n");
  EXPECT_EQ(opened_count_, 1);
  EXPECT_EQ(opened_.database, "news.db");
  Type("stats --db other.db\nstats\n");
  EXPECT_EQ(opened_count_, 3);
  EXPECT_EQ(opened_.database, "news.db");
  Type("stats --server far:1\n");
  EXPECT_EQ(opened_.server, "far:1");
}

TEST_F(ShellTest, GoesOnBehindAFailure) {
  const Outcome outcome = Type("staats\nversion\nexport \"\n");
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("did you mean stats?"), HasSubstr("in line 1"),
                    HasSubstr("a quote is not closed")));
  EXPECT_EQ(outcome.out, "weft 0.1.0\n");
}

TEST_F(ShellTest, ExitEnds) {
  EXPECT_EQ(Type("exit\nversion\n").out, "");
  EXPECT_EQ(Type("quit\nversion\n").out, "");
}

TEST_F(ShellTest, HelpIsThatOfTheProgramAndItsOwn) {
  EXPECT_THAT(Type("help\n").out,
              AllOf(HasSubstr("until a ;"), HasSubstr("neighbors")));
  EXPECT_THAT(Type("help document list\n").out,
              HasSubstr("weft document list"));
  EXPECT_THAT(Type("facts --help\n").out, HasSubstr("--subject"));
}

TEST_F(ShellTest, OutputGoesToFilesAndPrograms) {
  const std::string path = Folder() + "/out.txt";
  EXPECT_EQ(Type("version > '" + path + "'\nversion >> '" + path + "'\n").out,
            "");
  EXPECT_EQ(*ReadFile(path), "weft 0.1.0\nweft 0.1.0\n");
  EXPECT_EQ(Type("version | tr a-z A-Z > '" + path + "'\n").status, kExitDone);
  EXPECT_EQ(*ReadFile(path), "WEFT 0.1.0\n");
  EXPECT_EQ(Type("version | false\n").status, kExitFailed);
  // A reader that has enough is no failure.
  EXPECT_EQ(Type("help | true\n").status, kExitDone);
  const Outcome nowhere = Type("version > /proc/nowhere/x\n");
  EXPECT_EQ(nowhere.status, kExitFailed);
  EXPECT_THAT(nowhere.err, HasSubstr("/proc/nowhere/x: cannot be written to"));
}

TEST_F(ShellTest, StandardInputIsItsOwn) {
  const Outcome outcome = Type("extract -\nversion\n");
  EXPECT_THAT(outcome.err, HasSubstr("belongs to the shell"));
  EXPECT_EQ(outcome.out, "weft 0.1.0\n");
}

TEST_F(ShellTest, CancelledCommandsLeaveTheNextOneAlone) {
  GlobalOptions options;
  options.database = "x";
  SharedBackends backends(options, [this](const GlobalOptions&, Need) {
    return std::make_unique<FakeBackend>(fake_);
  });
  backends.Cancel();
  {
    const auto backend = backends.Open(options, Need::kRead);
    ASSERT_OK(backend.status());
    EXPECT_EQ((*backend)->client().GetStatistics().status().code(),
              absl::StatusCode::kCancelled);
  }
  backends.Allow();
  const auto backend = backends.Open(options, Need::kRead);
  ASSERT_OK(backend.status());
  EXPECT_OK((*backend)->client().GetStatistics().status());
}

}  // namespace
}  // namespace weft::service
