#include "service/auth/token.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::MatchesRegex;

const absl::Time kNow = absl::UnixEpoch() + absl::Hours(1);

NewToken Make(const char* name) {
  return *MakeToken(name, Role::kWriter, kNow, absl::InfiniteFuture());
}

TEST(Token, NamesItsOwnerAndHides256Bits) {
  const NewToken made = Make("loader-2");
  EXPECT_THAT(made.token, MatchesRegex("weft_loader-2_[A-Za-z0-9_-]{43}"));
  EXPECT_EQ(TokenName(made.token), "loader-2");
  EXPECT_EQ(made.record.name, "loader-2");
  EXPECT_EQ(made.record.role, Role::kWriter);
  EXPECT_EQ(made.record.salt.size(), 16u);
  EXPECT_EQ(made.record.hash.size(), 32u);
}

TEST(Token, MatchesItsOwnRecordOnly) {
  const NewToken one = Make("a");
  const NewToken two = Make("a");
  EXPECT_NE(one.token, two.token);
  EXPECT_TRUE(TokenMatches(one.record, one.token));
  EXPECT_FALSE(TokenMatches(one.record, two.token));
  EXPECT_FALSE(TokenMatches(one.record, absl::StrCat(one.token, "x")));
  EXPECT_FALSE(TokenMatches(one.record, ""));
  TokenRecord broken = one.record;
  broken.hash.clear();
  EXPECT_FALSE(TokenMatches(broken, one.token));
}

// The salt comes first; the expected value is that of `printf ... | sha256sum`.
TEST(Token, IsHashedWithSha256) {
  TokenRecord record;
  record.salt = "0123456789abcdef";
  record.hash = absl::HexStringToBytes(
      "6009e6704a19c342991c94429c2c1562fe543e54a3bd02ea84c6d9b434d7231c");
  EXPECT_FALSE(TokenMatches(record, "weft_a_another"));
  EXPECT_TRUE(TokenMatches(record, "weft_a_secret"));
}

TEST(Token, HasNoNameWhereThereIsNone) {
  for (const char* text : {"", "weft_", "weft_a", "Weft_a_b", "Bearer x"}) {
    EXPECT_EQ(TokenName(text), "") << text;
  }
}

TEST(Token, TakesPlainNamesOnly) {
  for (const char* name :
       {"a", "loader-2", "abcdefghijklmnopqrstuvwxyz012345"}) {
    EXPECT_OK(CheckTokenName(name)) << name;
  }
  for (const char* name : {"", "A", "1a", "-a", "a_b", "a b", "a\n", "\xc3\xa4",
                           "abcdefghijklmnopqrstuvwxyz0123456"}) {
    EXPECT_THAT(CheckTokenName(name),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << name;
  }
}

}  // namespace
}  // namespace weft::service
