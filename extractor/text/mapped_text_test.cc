#include "extractor/text/mapped_text.h"

#include <utility>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(MappedText, IdentityMapsEveryRangeToItself) {
  const MappedText text = MappedText::Identity("abcdef");
  EXPECT_EQ(text.ToOriginal({2, 4}), (ByteSpan{2, 4}));
  EXPECT_EQ(text.ToOriginal({6, 6}), (ByteSpan{6, 6}));
  EXPECT_EQ(MappedText::Identity("").ToOriginal({0, 0}), (ByteSpan{0, 0}));
}

TEST(MappedTextBuilder, MapsReplacedAndLeftOutRangesBack) {
  const MappedText in = MappedText::Identity("a&amp;b[junk]c");
  MappedTextBuilder out(in);
  out.Copy({0, 1});
  out.Replace({1, 6}, "&");
  out.Copy({6, 7});
  out.Copy({13, 14});
  const MappedText result = std::move(out).Build();
  EXPECT_EQ(result.text(), "a&bc");
  EXPECT_EQ(result.ToOriginal({1, 2}), (ByteSpan{1, 6}));
  EXPECT_EQ(result.ToOriginal({0, 3}), (ByteSpan{0, 7}));
  // A range over a gap covers the gap.
  EXPECT_EQ(result.ToOriginal({2, 4}), (ByteSpan{6, 14}));
  EXPECT_EQ(result.ToOriginal({3, 3}), (ByteSpan{13, 13}));
  EXPECT_EQ(result.ToOriginal({4, 4}), (ByteSpan{14, 14}));
}

TEST(MappedTextBuilder, ComposesMaps) {
  const MappedText first = MappedText::Identity("1&amp;2&amp;3");
  MappedTextBuilder second_builder(first);
  second_builder.Copy({0, 1});
  second_builder.Replace({1, 6}, "&");
  second_builder.Copy({6, 7});
  second_builder.Replace({7, 12}, "&");
  second_builder.Copy({12, 13});
  const MappedText second = std::move(second_builder).Build();
  ASSERT_EQ(second.text(), "1&2&3");

  MappedTextBuilder third_builder(second);
  third_builder.Copy({2, 4});
  third_builder.Replace({4, 4}, "\n");
  third_builder.Copy({4, 5});
  const MappedText third = std::move(third_builder).Build();
  ASSERT_EQ(third.text(), "2&\n3");
  EXPECT_EQ(third.ToOriginal({0, 1}), (ByteSpan{6, 7}));
  EXPECT_EQ(third.ToOriginal({1, 2}), (ByteSpan{7, 12}));
  EXPECT_EQ(third.ToOriginal({2, 3}), (ByteSpan{12, 12}));
  EXPECT_EQ(third.ToOriginal({0, 4}), (ByteSpan{6, 13}));
}

TEST(MappedTextBuilder, JoinsRunsThatAdvanceTogether) {
  const MappedText in = MappedText::Identity("abcdef");
  MappedTextBuilder out(in);
  out.Copy({0, 2});
  out.Copy({2, 5});
  out.Copy({5, 6});
  EXPECT_EQ(std::move(out).Build().runs().size(), 1u);
}

}  // namespace
}  // namespace weft::extractor
