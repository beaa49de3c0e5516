#include "service/http/query_string.h"

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ParseQuery, DecodesNamesAndValues) {
  EXPECT_THAT(*ParseQuery("connect=v1&message=%7B%22a%22%3A+1%7D&empty"),
              ElementsAre(Pair("connect", "v1"), Pair("empty", ""),
                          Pair("message", "{\"a\": 1}")));
  EXPECT_THAT(*ParseQuery("a=1=2&a=3%263&&"), ElementsAre(Pair("a", "3&3")));
  EXPECT_THAT(*ParseQuery(""), IsEmpty());
}

TEST(ParseQuery, SaysWhatIsWrong) {
  EXPECT_THAT(
      ParseQuery("a=1&b=50%"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("in \"b=50%\"")));
}

}  // namespace
}  // namespace weft::service
