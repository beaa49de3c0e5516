#include "extractor/text/header.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(ParseIsoDay, TakesDatesAndDateTimes) {
  const absl::CivilDay day(2025, 1, 27);
  for (const char* text : {"2025-01-27", " 2025-01-27 ", "2025-01-27T08:30Z",
                           "2025-01-27 08:30:00.5+01:00"}) {
    EXPECT_EQ(ParseIsoDay(text), day) << text;
  }
  for (const char* text : {"", "2025-1-27", "2025-02-30", "2025-13-01",
                           "27.01.2025", "2025-01-27x", "2025-01-27T8h"}) {
    EXPECT_EQ(ParseIsoDay(text), std::nullopt) << text;
  }
}

TEST(FindArticleHeader, WantsATitleAndADateInTheSecondLine) {
  const auto header = FindArticleHeader("  A title \n2025-01-27\n\nText.");
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->title, (ByteSpan{2, 9}));
  EXPECT_EQ(header->date_line, (ByteSpan{11, 22}));
  EXPECT_FALSE(FindArticleHeader("2025-01-27\nText.").has_value());
  EXPECT_FALSE(FindArticleHeader("\n2025-01-27\nText.").has_value());
  EXPECT_FALSE(FindArticleHeader("Title\n\n2025-01-27\n").has_value());
  EXPECT_TRUE(FindArticleHeader("Title\n2025-01-27").has_value());
}

}  // namespace
}  // namespace weft::extractor
