#include "graphstore/store/page_token.h"

#include "base/status_matchers.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

TEST(PageToken, RoundTripsAsSafeText) {
  const PageToken token = {300, 0xFFFFFFFFFFFFFFFF, std::string("\0\xFF/", 3)};
  const std::string text = EncodePageToken(token);
  EXPECT_EQ(DecodePageToken(text).value(), token);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
                                   "pqrstuvwxyz0123456789-_"),
            std::string::npos);
}

TEST(PageToken, RefusesWhatIsNone) {
  for (const char* text : {"", "!", "AA", "nonsense"}) {
    EXPECT_THAT(DecodePageToken(text),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ResumePosition, ComparesRequestAndVersion) {
  const std::string text = EncodePageToken({5, 7, "here"});
  EXPECT_EQ(ResumePosition("", 5, 7).value(), "");
  EXPECT_EQ(ResumePosition(text, 5, 7).value(), "here");
  EXPECT_THAT(ResumePosition(text, 5, 8),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("another request")));
  EXPECT_THAT(ResumePosition(text, 6, 7),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("version 5")));
}

TEST(PageSize, HasADefaultAndABound) {
  EXPECT_EQ(PageSize(0), 100u);
  EXPECT_EQ(PageSize(1), 1u);
  EXPECT_EQ(PageSize(10'000), 10'000u);
  EXPECT_EQ(PageSize(10'001), 10'000u);
}

}  // namespace
}  // namespace weft::graphstore
