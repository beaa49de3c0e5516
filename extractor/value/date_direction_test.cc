#include "extractor/value/date_direction.h"

#include <vector>

#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(FindDirection, GoesByTheNearestWordOfItsClause) {
  const struct {
    const char* text;  // the date is the last token
    Direction direction;
  } kRows[] = {
      {"It will open in June", Direction::kFuture},
      {"It is due on Friday", Direction::kFuture},
      {"It is shut until Friday", Direction::kFuture},
      {"It was shut in June", Direction::kPast},
      {"It has been shut since June", Direction::kPast},
      {"It opens in June", Direction::kFuture},
      {"They visit Lund on Friday", Direction::kFuture},
      {"It stands in June", Direction::kNearest},
      {"It will close, as it was shut in June", Direction::kPast},
      {"It will close because trade slumped in June", Direction::kNearest},
      {"June", Direction::kNearest},
  };
  for (const auto& row : kRows) {
    const std::vector<Sentence> sentences = Split(row.text, SplitMode::kLines);
    const Words words(sentences[0].tokens);
    EXPECT_EQ(FindDirection(words, words.size() - 1), row.direction)
        << row.text;
  }
}

}  // namespace
}  // namespace weft::extractor
