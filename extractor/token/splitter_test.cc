#include "extractor/token/splitter.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;

// Tokens joined by blanks, one string a sentence.
std::vector<std::string> SplitToStrings(absl::string_view text,
                                        SplitMode mode = SplitMode::kProse) {
  std::vector<std::string> result;
  for (const Sentence& sentence : Split(text, mode)) {
    std::string words;
    for (const Token& token : sentence.tokens) {
      if (!words.empty()) words += ' ';
      words += std::string(token.text);
    }
    result.push_back(words);
  }
  return result;
}

TEST(Split, KeepsEmptyLinesInTheLineModes) {
  EXPECT_THAT(SplitToStrings("One two.\n\nDon't.", SplitMode::kLines),
              ElementsAre("One two .", "", "Do n't ."));
  EXPECT_THAT(SplitToStrings("It 's -LRB- so\n\n", SplitMode::kPretokenized),
              ElementsAre("It 's -LRB- so", ""));
}

TEST(Split, FindsSentencesInProse) {
  EXPECT_THAT(
      SplitToStrings("The U.S. economy grew. Mr. Ibsen, of Brill Inc., left.\n"
                     "\nNext block"),
      ElementsAre("The U.S. economy grew .",
                  "Mr. Ibsen , of Brill Inc. , left .", "Next block"));
}

}  // namespace
}  // namespace weft::extractor
