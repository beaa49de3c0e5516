#include "service/auth/token_store.h"

#include <string>
#include <vector>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/auth/token_file.h"

namespace weft::service {
namespace {

using testing::HasSubstr;
using testing::Not;

class TokenStoreTest : public testing::Test {
 protected:
  NewToken Make(const char* name, Role role,
                absl::Time expires = absl::InfiniteFuture()) {
    return *MakeToken(name, role, now_, expires);
  }

  void Open(const std::vector<TokenRecord>& records) {
    ASSERT_OK(WriteTokenFile(path_, records));
    auto opened = TokenStore::Open(path_, [this](const absl::Status& problem) {
      problems_.push_back(problem);
    });
    ASSERT_OK(opened.status());
    store_ = *std::move(opened);
  }

  std::string Whose(const std::string& token) {
    const auto principal = store_->Authenticate(token, now_);
    return principal.ok() ? principal->name : "nobody's";
  }

  const std::string path_ =
      testing::TempDir() + "/" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
  absl::Time now_ = absl::UnixEpoch() + absl::Hours(1);
  std::vector<absl::Status> problems_;
  std::unique_ptr<TokenStore> store_;
};

TEST_F(TokenStoreTest, KnowsWhoseATokenIs) {
  const NewToken reader = Make("r", Role::kReader);
  const NewToken admin = Make("ops", Role::kAdmin);
  Open({reader.record, admin.record});
  ASSERT_OK_AND_ASSIGN(const Principal principal,
                       store_->Authenticate(admin.token, now_));
  EXPECT_EQ(principal.name, "ops");
  EXPECT_EQ(principal.role, Role::kAdmin);
  EXPECT_EQ(Whose(reader.token), "r");
}

TEST_F(TokenStoreTest, RefusesAllOthersWithoutQuotingThem) {
  const NewToken mine = Make("r", Role::kReader);
  const NewToken forged = Make("r", Role::kAdmin);
  const NewToken unknown = Make("x", Role::kAdmin);
  Open({mine.record});
  for (const std::string& token :
       {forged.token, unknown.token, std::string(), std::string("weft_r_")}) {
    const absl::Status status = store_->Authenticate(token, now_).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnauthenticated));
    if (!token.empty()) {
      EXPECT_THAT(std::string(status.message()), Not(HasSubstr(token)));
    }
  }
}

TEST_F(TokenStoreTest, ATokenEndsWhenItExpires) {
  const NewToken made = Make("r", Role::kReader, now_ + absl::Hours(1));
  Open({made.record});
  now_ += absl::Hours(1) - absl::Nanoseconds(1);
  EXPECT_EQ(Whose(made.token), "r");
  now_ += absl::Nanoseconds(1);
  EXPECT_EQ(Whose(made.token), "nobody's");
}

TEST_F(TokenStoreTest, SeesWithinASecondThatATokenIsRevoked) {
  const NewToken made = Make("r", Role::kReader);
  const NewToken later = Make("s", Role::kReader);
  Open({made.record});
  EXPECT_EQ(Whose(made.token), "r");
  ASSERT_OK(WriteTokenFile(path_, {later.record}));
  now_ += TokenStore::kRefresh;
  EXPECT_EQ(Whose(made.token), "nobody's");
  EXPECT_EQ(Whose(later.token), "s");
}

TEST_F(TokenStoreTest, KeepsItsTokensWhenTheFileBreaks) {
  const NewToken made = Make("r", Role::kReader);
  Open({made.record});
  ASSERT_OK(WriteFileAtomically(path_, "half a li"));
  for (int i = 0; i < 3; ++i) {
    now_ += TokenStore::kRefresh;
    EXPECT_EQ(Whose(made.token), "r");
  }
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_THAT(problems_[0], StatusIs(absl::StatusCode::kInvalidArgument,
                                     HasSubstr(path_ + ":1: has 3 fields")));
}

TEST_F(TokenStoreTest, AMissingFileIsAnError) {
  EXPECT_THAT(TokenStore::Open("/nowhere/tokens", nullptr).status(),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace weft::service
