#include "service/cli/token_commands.h"

#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/auth/token_file.h"
#include "service/auth/token_store.h"
#include "service/cli/cli.h"

namespace weft::service {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

class TokenCommandsTest : public testing::Test {
 protected:
  TokenCommandsTest() { std::remove(path_.c_str()); }

  // Runs "weft token ..." on the file of the test; returns the exit status.
  int Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "token");
    arguments.insert(arguments.end(), {"--tokens", path_});
    std::istringstream in;
    std::ostringstream out, err;
    Context context(in, out, err, nullptr);
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(NewTokenCreateCommand());
    commands.push_back(NewTokenListCommand());
    commands.push_back(NewTokenRevokeCommand());
    const int status = RunCli(arguments, commands, context);
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  const std::string path_ =
      testing::TempDir() + "/" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string out_;
  std::string err_;
};

TEST_F(TokenCommandsTest, ATokenIsPrintedOnceAndKeptAsAHash) {
  ASSERT_EQ(Run({"create", "loader", "--role", "writer"}), kExitDone) << err_;
  EXPECT_THAT(out_, MatchesRegex("weft_loader_[A-Za-z0-9_-]{43}\n"));
  const std::string token = out_.substr(0, out_.size() - 1);
  ASSERT_OK_AND_ASSIGN(const auto store, TokenStore::Open(path_, nullptr));
  ASSERT_OK_AND_ASSIGN(const Principal principal,
                       store->Authenticate(token, absl::UnixEpoch()));
  EXPECT_EQ(principal.name, "loader");
  EXPECT_EQ(principal.role, Role::kWriter);
  EXPECT_THAT(*ReadFile(path_), Not(HasSubstr(token)));
}

TEST_F(TokenCommandsTest, TokensAreListedAndTakenAway) {
  ASSERT_EQ(Run({"create", "a"}), kExitDone);
  ASSERT_EQ(Run({"create", "b", "--role", "admin", "--days", "1"}), kExitDone);
  ASSERT_EQ(Run({"list", "--format", "jsonl"}), kExitDone);
  EXPECT_THAT(out_,
              MatchesRegex("\\{\"name\":\"a\",\"role\":\"reader\",\"created\":"
                           "\"20..-..-..\",\"expires\":\"\"\\}\n"
                           "\\{\"name\":\"b\",\"role\":\"admin\",\"created\":"
                           "\"20..-..-..\",\"expires\":\"20..-..-..\"\\}\n"));
  ASSERT_EQ(Run({"revoke", "a"}), kExitDone);
  ASSERT_OK_AND_ASSIGN(const auto records, ReadTokenFile(path_));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].name, "b");
}

TEST_F(TokenCommandsTest, SaysWhatIsWrong) {
  EXPECT_EQ(Run({"list"}), kExitFailed);
  EXPECT_THAT(err_, HasSubstr(path_));
  EXPECT_EQ(Run({"create", "Loader"}), kExitFailed);
  EXPECT_THAT(err_, HasSubstr("no name of a token"));
  EXPECT_EQ(Run({"create", "a", "--role", "owner"}), kExitUsage);
  ASSERT_EQ(Run({"create", "a"}), kExitDone);
  EXPECT_EQ(Run({"create", "a"}), kExitFailed);
  EXPECT_THAT(err_, HasSubstr("has a token already"));
  EXPECT_EQ(Run({"revoke", "b"}), kExitFailed);
  EXPECT_THAT(err_, HasSubstr("nobody called \"b\""));
}

}  // namespace
}  // namespace weft::service
