#include "extractor/depparse/spanning_tree.h"

#include <algorithm>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

float Total(int n, const std::vector<float>& scores,
            const std::vector<int>& heads) {
  float total = 0;
  for (int i = 0; i < n; ++i) total += scores[i * (n + 1) + heads[i] + 1];
  return total;
}

bool IsTree(const std::vector<int>& heads) {
  const int n = static_cast<int>(heads.size());
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (int i = 0; i < n; ++i) {
    int at = i;
    for (int steps = 0; at != -1; ++steps) {
      if (steps > n) return false;
      at = heads[at];
    }
  }
  return true;
}

// Tries every head of every word.
float BestTotal(int n, const std::vector<float>& scores) {
  std::vector<int> heads(n, -1);
  float best = -1e30f;
  while (true) {
    if (IsTree(heads)) best = std::max(best, Total(n, scores, heads));
    int i = 0;
    while (i < n && ++heads[i] == n) heads[i++] = -1;
    if (i == n) return best;
  }
}

TEST(MaxSpanningTree, TakesTheBestHeadsWhenTheyAreATree) {
  // Columns: root, word 0, word 1, word 2.
  EXPECT_THAT(MaxSpanningTree(3, {0, 0, 5, 0,  //
                                  5, 0, 0, 0,  //
                                  0, 0, 5, 0}),
              ElementsAre(1, -1, 1));
}

TEST(MaxSpanningTree, OpensACycleWhereItCostsLeast) {
  // Words 0 and 1 prefer each other; word 1 loses less by leaving.
  EXPECT_THAT(MaxSpanningTree(2, {1, 0, 9,  //
                                  3, 8, 0}),
              ElementsAre(1, -1));
}

TEST(MaxSpanningTree, HangsOneWordOnTheRootEvenIfMoreWouldPay) {
  EXPECT_THAT(MaxSpanningTree(3, {9, 0, 1, 0,  //
                                  9, 2, 0, 0,  //
                                  9, 3, 0, 0}),
              ElementsAre(-1, 0, 0));
}

TEST(MaxSpanningTree, TakesOneWordAndNone) {
  EXPECT_THAT(MaxSpanningTree(1, {-3, 0}), ElementsAre(-1));
  EXPECT_THAT(MaxSpanningTree(0, {}), IsEmpty());
}

TEST(MaxSpanningTree, EqualsTheBestOfAllTrees) {
  std::mt19937 random(11);
  for (int n = 1; n <= 5; ++n) {
    for (int round = 0; round < 200; ++round) {
      std::vector<float> scores(n * (n + 1));
      // Small integers, so that sums are exact and ties are many.
      for (float& s : scores) s = static_cast<float>(random() % 16) - 8;
      const std::vector<int> heads = MaxSpanningTree(n, scores);
      ASSERT_TRUE(IsTree(heads));
      ASSERT_EQ(Total(n, scores, heads), BestTotal(n, scores));
    }
  }
}

TEST(MaxSpanningTree, IsATreeForLongSentences) {
  std::mt19937 random(12);
  for (const int n : {17, 100, 256}) {
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = static_cast<float>(random() % 1000) / 100;
    EXPECT_TRUE(IsTree(MaxSpanningTree(n, scores))) << n;
  }
}

TEST(MaxSpanningTree, BearsAChainOfNestedCycles) {
  // Each word prefers its neighbour, so that cycles shrink one by one: the
  // worst case of the algorithm.
  constexpr int n = 256;
  std::vector<float> scores(n * (n + 1), -100.0f);
  for (int i = 0; i < n; ++i) {
    if (i > 0) scores[i * (n + 1) + i] = static_cast<float>(i);
    if (i + 1 < n) scores[i * (n + 1) + i + 2] = static_cast<float>(n - i);
  }
  EXPECT_TRUE(IsTree(MaxSpanningTree(n, scores)));
}

}  // namespace
}  // namespace weft::extractor
