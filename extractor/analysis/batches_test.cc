#include "extractor/analysis/batches.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MakeBatches, PutsLongestFirstAndKeepsTheOrderOfEquals) {
  EXPECT_THAT(MakeBatches({3, 9, 3, 20}), ElementsAre(ElementsAre(3, 1, 0, 2)));
  EXPECT_THAT(MakeBatches({}), IsEmpty());
}

TEST(MakeBatches, CutsAtTheWordLimit) {
  EXPECT_THAT(MakeBatches({kBatchWords / 2, kBatchWords / 2, 1}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_THAT(MakeBatches({kBatchWords + 1, 1}),
              ElementsAre(ElementsAre(0), ElementsAre(1)));
}

TEST(MakeBatches, CutsAtTheSentenceLimit) {
  const std::vector<int> sizes(kBatchSentences + 1, 1);
  const auto batches = MakeBatches(sizes);
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches[0].size(), static_cast<size_t>(kBatchSentences));
  EXPECT_THAT(batches[1], ElementsAre(kBatchSentences));
}

}  // namespace
}  // namespace weft::extractor
