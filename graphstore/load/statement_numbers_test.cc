#include "graphstore/load/statement_numbers.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(StatementNumbers, WithoutRepetitionsAreTheTriples) {
  StatementNumbers numbers(1000);
  numbers.Finish();
  EXPECT_EQ(numbers.Of(0), 0u);
  EXPECT_EQ(numbers.Of(999), 999u);
  EXPECT_FALSE(numbers.Repeats(5));
  EXPECT_EQ(numbers.statements(), 1000u);
}

TEST(StatementNumbers, AgreeWithCounting) {
  std::mt19937 random(5);
  const uint32_t kSize = 1000;
  std::vector<uint64_t> number(kSize);
  std::vector<uint32_t> firsts;
  StatementNumbers numbers(kSize);
  for (uint32_t i = 0; i < kSize; ++i) {
    if (!firsts.empty() && random() % 3 == 0) {
      const size_t which = random() % firsts.size();
      numbers.AddRepetition(i, firsts[which]);
      number[i] = which;
    } else {
      number[i] = firsts.size();
      firsts.push_back(i);
    }
  }
  numbers.Finish();
  EXPECT_EQ(numbers.statements(), firsts.size());
  for (uint32_t i = 0; i < kSize; ++i) EXPECT_EQ(numbers.Of(i), number[i]);
}

}  // namespace
}  // namespace weft::graphstore
