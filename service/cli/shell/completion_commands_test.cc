#include "service/cli/shell/completion_commands.h"

#include <sstream>

#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

class CompletionCommandsTest : public CommandTest {
 protected:
  std::string Output(const std::vector<std::string>& arguments) {
    std::istringstream in;
    std::ostringstream out, err;
    Context context(in, out, err,
                    [this](const GlobalOptions& global,
                           Need) -> absl::StatusOr<std::unique_ptr<Backend>> {
                      opened_ = global;
                      if (global.database == "absent") {
                        return absl::NotFoundError("absent");
                      }
                      return std::make_unique<FakeBackend>(fake_);
                    });
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(NewCompletionCommand());
    commands.push_back(NewCompleteCommand(NewCommands));
    status_ = RunCli(arguments, commands, context);
    return out.str();
  }

  int status_ = 0;
};

TEST_F(CompletionCommandsTest, CandidatesAreUnquotedLines) {
  auto* match = fake_.answers.matches.add_matches();
  match->mutable_entity()->set_name("Kessel Bank");
  EXPECT_EQ(Output({"complete", "weft sta"}), "stats\n");
  EXPECT_EQ(Output({"complete", "--", "weft document "}),
            "list\nshow\ndelete\n");
  EXPECT_EQ(Output({"complete", "weft neighbors \"Kes"}), "Kessel Bank\n");
  EXPECT_EQ(Output({"complete", "weft facts --subject=kes"}),
            "--subject=Kessel Bank\n");
  EXPECT_EQ(Output({"complete", "weft stats --for"}), "--format\n");
}

TEST_F(CompletionCommandsTest, TheLineSaysWhereNamesComeFrom) {
  Output({"complete", "weft neighbors --db=news.db K"});
  EXPECT_EQ(opened_.database, "news.db");
  Output({"complete", "weft --server far:1 neighbors K"});
  EXPECT_EQ(opened_.server, "far:1");
  EXPECT_EQ(Output({"complete", "weft neighbors --db absent K"}), "");
  EXPECT_EQ(status_, kExitDone);
}

TEST_F(CompletionCommandsTest, ScriptsAreForThreeShells) {
  EXPECT_THAT(Output({"completion", "bash"}), HasSubstr("complete -o default"));
  EXPECT_THAT(Output({"completion", "zsh"}), HasSubstr("#compdef weft"));
  EXPECT_THAT(Output({"completion", "fish"}), HasSubstr("complete -c weft"));
  EXPECT_EQ(Output({"completion", "csh"}), "");
  EXPECT_EQ(status_, kExitUsage);
}

}  // namespace
}  // namespace weft::service
