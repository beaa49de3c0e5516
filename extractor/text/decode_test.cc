#include "extractor/text/decode.h"

#include <string>

#include "base/status_matchers.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Decode, KeepsUtf8AndDropsItsByteOrderMark) {
  ASSERT_OK_AND_ASSIGN(DecodedText decoded, Decode("\xEF\xBB\xBFOslo – Å"));
  EXPECT_EQ(decoded.text.text(), "Oslo – Å");
  EXPECT_EQ(decoded.text.ToOriginal({0, 4}), (ByteSpan{3, 7}));
}

TEST(Decode, ReadsLoneBytesAsWindows1252) {
  ASSERT_OK_AND_ASSIGN(DecodedText decoded,
                       Decode("It\x92s caf\xE9 \x80 5, caf\xC3\xA9."));
  EXPECT_EQ(decoded.text.text(), "It’s café € 5, café.");
  EXPECT_EQ(decoded.text.ToOriginal({2, 5}), (ByteSpan{2, 3}));
}

TEST(Decode, ReadsUtf16WithAByteOrderMark) {
  const std::string little("\xFF\xFEO\0\x3D\xD8\x00\xDE!\0", 10);
  ASSERT_OK_AND_ASSIGN(DecodedText decoded, Decode(little));
  EXPECT_EQ(decoded.text.text(), "O😀!");
  EXPECT_EQ(decoded.text.ToOriginal({1, 5}), (ByteSpan{4, 8}));
  const std::string big("\xFE\xFF\0O\0k", 6);
  ASSERT_OK_AND_ASSIGN(decoded, Decode(big));
  EXPECT_EQ(decoded.text.text(), "Ok");
}

TEST(Decode, LeavesControlsOutAndSaysWhere) {
  ASSERT_OK_AND_ASSIGN(DecodedText decoded,
                       Decode(std::string("ab\0\x01 cd\te", 9)));
  EXPECT_EQ(decoded.text.text(), "ab cd\te");
  ASSERT_THAT(decoded.undecodable, SizeIs(1));
  EXPECT_EQ(decoded.undecodable[0], (ByteSpan{2, 4}));
}

TEST(Decode, RefusesBytesThatAreNoText) {
  const std::string junk(
      "\x7F"
      "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
      20);
  EXPECT_THAT(Decode(junk), StatusIs(absl::StatusCode::kInvalidArgument,
                                     HasSubstr("of 20 bytes")));
  // A third is the limit.
  EXPECT_OK(Decode(std::string("ab\0", 3)));
  EXPECT_FALSE(Decode(std::string("ab\0\0", 4)).ok());
}

}  // namespace
}  // namespace weft::extractor
