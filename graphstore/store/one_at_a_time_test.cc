#include "graphstore/store/one_at_a_time.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Parsed(const std::string& declared) {
  const auto relations = ParseOneAtATime(declared);
  EXPECT_OK(relations);
  return absl::StrCat(", ", OneAtATimeText(*relations), ",");
}

TEST(OneAtATime, SomeAreBuiltIn) {
  EXPECT_THAT(Parsed(""), HasSubstr(", <be ceo of,"));
  EXPECT_THAT(Parsed(" "), HasSubstr(", be marry to, <be marry to,"));
  EXPECT_THAT(Parsed(""), Not(HasSubstr(", be ceo of,")));
}

TEST(OneAtATime, OthersAreDeclaredForEitherEnd) {
  EXPECT_THAT(Parsed("lead, < run"), HasSubstr(", lead,"));
  EXPECT_THAT(Parsed("sit in,<sit in"), HasSubstr(", sit in, <sit in,"));
  EXPECT_THAT(Parsed("lead,lead"), Not(HasSubstr("lead, lead")));
}

TEST(OneAtATime, AreTakenBackWithAMinus) {
  EXPECT_THAT(Parsed("-<be ceo of"), Not(HasSubstr("be ceo of,")));
  EXPECT_THAT(Parsed("-be marry to"), HasSubstr(", <be marry to,"));
  EXPECT_THAT(Parsed("-lead,lead"), HasSubstr(", lead,"));
  EXPECT_THAT(Parsed("-be unknown"), Not(HasSubstr("be unknown")));
}

TEST(OneAtATime, MustBeNames) {
  for (const std::string& bad : std::vector<std::string>{
           ",", "lead,", "-", "<", "-<", std::string(100'000, 'x')}) {
    EXPECT_THAT(ParseOneAtATime(bad),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("names no relation")))
        << bad.substr(0, 10);
  }
}

}  // namespace
}  // namespace weft::graphstore
