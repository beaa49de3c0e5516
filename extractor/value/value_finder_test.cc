#include "extractor/value/value_finder.h"

#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::vector<ValueMention> Find(absl::string_view text,
                               std::optional<absl::CivilDay> published) {
  const std::vector<Sentence> sentences = Split(text, SplitMode::kLines);
  return FindValues(sentences.at(0).tokens, published);
}

TEST(FindValues, ReadsMoneyWithMagnitude) {
  const auto found = Find("It cost about $5.5 million.", {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].value.kind, ValueKind::kMoney);
  EXPECT_EQ(found[0].value.number, 5500000);
  EXPECT_EQ(found[0].value.unit, "USD");
  EXPECT_EQ(found[0].value.comparator, Comparator::kAbout);
  EXPECT_EQ(found[0].value.text, "about $5.5 million");
}

TEST(FindValues, ResolvesDatesAgainstTheDayOfPublication) {
  const auto found =
      Find("Shares fell on Monday, Jan. 27.", absl::CivilDay(2025, 2, 3));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].value.iso, "2025-01-27");
  EXPECT_EQ(found[0].tokens, (TokenSpan{3, 7}));
}

}  // namespace
}  // namespace weft::extractor
