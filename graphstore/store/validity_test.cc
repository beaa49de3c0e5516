#include "graphstore/store/validity.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

Validity Of(const char* from, const char* until) {
  Mention mention;
  mention.valid_from = from;
  mention.valid_until = until;
  return ValidityOf(mention);
}

TEST(Validity, RunsFromTheFirstDayToTheLast) {
  EXPECT_EQ(Of("1970-01-02", "1970-01"), (Validity{1, 30}));
  EXPECT_EQ(Of("1971", ""), (Validity{365, Validity::kOpenUntil}));
  EXPECT_EQ(Of("", "1970"), (Validity{Validity::kOpenFrom, 364}));
  EXPECT_EQ(Of("1970-01-02T10:00:00Z", ""),
            (Validity{1, Validity::kOpenUntil}));
}

TEST(Validity, IsOpenWhereNothingCanBeRead) {
  EXPECT_TRUE(Of("", "").always());
  EXPECT_TRUE(Of("last spring", "soon").always());
}

TEST(Validity, HoldsItsEnds) {
  const Validity week{10, 16};
  EXPECT_FALSE(week.Holds(9));
  EXPECT_TRUE(week.Holds(10));
  EXPECT_TRUE(week.Holds(16));
  EXPECT_FALSE(week.Holds(17));
}

TEST(Validity, HullHoldsBoth) {
  EXPECT_EQ(Hull({1, 2}, {5, 9}), (Validity{1, 9}));
  EXPECT_EQ(Hull({1, 2}, Validity()), Validity());
}

}  // namespace
}  // namespace weft::graphstore
