#include "graphstore/load/statement_numbers.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(StatementNumbers, WithoutRepetitionsAreTheTriples) {
  StatementNumbers numbers(1000, StatementId(7));
  numbers.Finish();
  EXPECT_EQ(numbers.Of(0), StatementId(7));
  EXPECT_EQ(numbers.Of(999), StatementId(1006));
  EXPECT_TRUE(numbers.BeginsOne(5));
  EXPECT_EQ(numbers.new_statements(), 1000u);
}

TEST(StatementNumbers, AgreeWithCounting) {
  std::mt19937 random(5);
  const uint32_t kSize = 1000;
  std::vector<uint64_t> number(kSize);
  std::vector<uint32_t> firsts;
  StatementNumbers numbers(kSize, StatementId(500));
  for (uint32_t i = 0; i < kSize; ++i) {
    const uint32_t kind = random() % 4;
    if (kind == 0) {
      number[i] = random() % 500;
      numbers.AddOld(i, StatementId(number[i]));
    } else if (kind == 1 && !firsts.empty()) {
      const size_t which = random() % firsts.size();
      numbers.AddRepetition(i, firsts[which]);
      number[i] = 500 + which;
    } else {
      number[i] = 500 + firsts.size();
      firsts.push_back(i);
    }
  }
  numbers.Finish();
  EXPECT_EQ(numbers.new_statements(), firsts.size());
  for (uint32_t i = 0; i < kSize; ++i) {
    EXPECT_EQ(numbers.Of(i), StatementId(number[i]));
  }
}

}  // namespace
}  // namespace weft::graphstore
