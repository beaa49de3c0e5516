#include "service/http/envelope.h"

#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Envelope, IsFlagsLengthAndMessage) {
  EXPECT_EQ(MakeEnvelope(0, "{}"), std::string("\0\0\0\0\2{}", 7));
  EXPECT_EQ(MakeEnvelope(kEndOfStreamFlag, ""), std::string("\2\0\0\0\0", 5));
  EXPECT_EQ(MakeEnvelope(kCompressedFlag, std::string(258, 'x')).substr(0, 5),
            std::string("\1\0\0\1\2", 5));
}

TEST(Envelope, ComesBack) {
  const std::string body =
      MakeEnvelope(0, "one") + MakeEnvelope(1, "") + MakeEnvelope(2, "three");
  ASSERT_OK_AND_ASSIGN(const auto envelopes, ParseEnvelopes(body));
  ASSERT_THAT(envelopes, SizeIs(3));
  EXPECT_EQ(envelopes[0].flags, 0);
  EXPECT_EQ(envelopes[0].message, "one");
  EXPECT_EQ(envelopes[1].flags, kCompressedFlag);
  EXPECT_EQ(envelopes[1].message, "");
  EXPECT_EQ(envelopes[2].flags, kEndOfStreamFlag);
  EXPECT_EQ(envelopes[2].message, "three");
  EXPECT_THAT(*ParseEnvelopes(""), SizeIs(0));
}

TEST(Envelope, MustBeWhole) {
  const std::string body = MakeEnvelope(0, "one") + MakeEnvelope(0, "second");
  const size_t first = MakeEnvelope(0, "one").size();
  for (size_t size = 1; size < body.size(); ++size) {
    const auto envelopes = ParseEnvelopes(body.substr(0, size));
    if (size == first) {
      EXPECT_OK(envelopes);
      continue;
    }
    EXPECT_THAT(envelopes, StatusIs(absl::StatusCode::kInvalidArgument,
                                    HasSubstr(size < first ? "at byte 0;"
                                                           : "at byte 8;")));
  }
}

TEST(Envelope, HasFlagsOfTheProtocolOnly) {
  EXPECT_THAT(ParseEnvelopes(MakeEnvelope(4, "x")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("unknown flags 4")));
}

}  // namespace
}  // namespace weft::service
