#include "extractor/model/word_features.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// Lines "form TAB key TAB slots TAB n-grams" as extractor/train/forms.py
// computes them.
TEST(WordFeatures, AgreeWithTheTrainer) {
  ASSERT_OK_AND_ASSIGN(const std::string table,
                       ReadFile("extractor/model/testdata/forms.tsv"));
  int lines = 0;
  for (const absl::string_view line :
       absl::StrSplit(table, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> columns = absl::StrSplit(line, '\t');
    ASSERT_EQ(columns.size(), 4u) << line;
    const WordFeatures found = FeaturesOf(columns[0]);
    EXPECT_EQ(found.key, columns[1]);
    EXPECT_EQ(absl::StrJoin(found.slots, " "), columns[2]) << columns[0];
    EXPECT_EQ(
        absl::StrJoin(
            absl::MakeConstSpan(found.grams).subspan(0, found.grams_size), " "),
        columns[3])
        << columns[0];
    ++lines;
  }
  EXPECT_GT(lines, 25);
}

TEST(WordFeatures, TypographyAndDigitsMakeNoDifference) {
  EXPECT_EQ(FeaturesOf("\u2019s").key, "'s");
  EXPECT_EQ(FeaturesOf("\u201C").key, "\"");
  EXPECT_EQ(FeaturesOf("``").key, "\"");
  EXPECT_EQ(FeaturesOf("\u2014").key, FeaturesOf("--").key);
  EXPECT_EQ(FeaturesOf("1987").slots, FeaturesOf("2024").slots);
}

TEST(WordFeatures, BearAnyBytes) {
  EXPECT_EQ(FeaturesOf("").key, "");
  EXPECT_EQ(FeaturesOf("").grams_size, 0);
  EXPECT_EQ(FeaturesOf("a\xFF").key, "a\uFFFD");
  const WordFeatures endless = FeaturesOf(std::string(100000, 'a'));
  EXPECT_EQ(endless.grams_size, kMaxGrams);
}

TEST(LowerForm, KeepsTheNumberOfLetters) {
  EXPECT_EQ(LowerForm("\u0130ZM\u0130R"), "\u0130zm\u0130r");
  EXPECT_EQ(LowerForm("\u00C9COLE"), "\u00E9cole");
}

}  // namespace
}  // namespace weft::extractor
