#include "graphstore/store/tenure.h"

#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graphstore/dict/iso_date.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;

Validity From(const std::string& from, const std::string& until = "") {
  Validity validity;
  if (!from.empty()) validity.from = ParseDays(from)->first;
  if (!until.empty()) validity.until = ParseDays(until)->last;
  return validity;
}

// Of holder `holder`, which has one statement.
Tenure Of(uint64_t holder, const Validity& stated, bool asserted = true) {
  static uint32_t ordinal = 0;
  return {NodeId::Entity(holder),
          StatementId(holder),
          DocumentId(1),
          ++ordinal,
          stated,
          asserted};
}

// "2009-12-31 by 1": the last day, and the index of what ends it; "open".
std::vector<std::string> Close(std::vector<Tenure> tenures) {
  CloseTenures(absl::MakeSpan(tenures));
  std::vector<std::string> lines;
  for (const Tenure& tenure : tenures) {
    if (tenure.until == Validity::kOpenUntil) {
      lines.push_back("open");
      continue;
    }
    lines.push_back(FormatDay(tenure.until));
    if (tenure.closed_by != Tenure::kNone) {
      absl::StrAppend(&lines.back(), " by ", tenure.closed_by);
    }
  }
  return lines;
}

TEST(Tenure, ALaterHolderEndsAnEarlierOneOnTheDayBefore) {
  EXPECT_THAT(Close({Of(1, From("2001")), Of(2, From("2010-03-01"))}),
              ElementsAre("2010-02-28 by 1", "open"));
  EXPECT_THAT(Close({Of(2, From("2010")), Of(1, From("2001-05"))}),
              ElementsAre("open", "2009-12-31 by 0"));
}

TEST(Tenure, TheFirstOfSeveralLaterOnesCounts) {
  EXPECT_THAT(Close({Of(1, From("2001")), Of(3, From("2012")),
                     Of(2, From("2010")), Of(1, From("2011"))}),
              ElementsAre("2009-12-31 by 2", "open", "2010-12-31 by 3",
                          "2011-12-31 by 1"));
}

TEST(Tenure, ADayLaterIsLaterAndTheSameDayIsNot) {
  EXPECT_THAT(Close({Of(1, From("2010-01-01")), Of(2, From("2010-01-02"))}),
              ElementsAre("2010-01-01 by 1", "open"));
  EXPECT_THAT(Close({Of(1, From("2010-01-01")), Of(2, From("2010-01-01"))}),
              ElementsAre("open", "open"));
  // A year begins with its first day.
  EXPECT_THAT(Close({Of(1, From("2010")), Of(2, From("2010-01-01"))}),
              ElementsAre("open", "open"));
  EXPECT_THAT(Close({Of(1, From("1969-12-31")), Of(2, From("1970-01-01"))}),
              ElementsAre("1969-12-31 by 1", "open"));
}

TEST(Tenure, TheSameHolderEndsNothing) {
  EXPECT_THAT(Close({Of(1, From("2001")), Of(1, From("2010"))}),
              ElementsAre("open", "open"));
}

TEST(Tenure, AStatedEndStaysButItsBeginEndsOthers) {
  EXPECT_THAT(Close({Of(1, From("2001", "2015")), Of(2, From("2010", "2011"))}),
              ElementsAre("2015-12-31", "2011-12-31"));
  EXPECT_THAT(Close({Of(1, From("2001")), Of(2, From("2010", "2011"))}),
              ElementsAre("2009-12-31 by 1", "2011-12-31"));
}

TEST(Tenure, WhatDoesNotSayWhenItBeginsEndsNothing) {
  EXPECT_THAT(Close({Of(1, From("2001")), Of(2, From(""))}),
              ElementsAre("open", "open"));
  EXPECT_THAT(Close({Of(1, From("2001")), Of(2, From("", "2012"))}),
              ElementsAre("open", "2012-12-31"));
}

TEST(Tenure, WhoseBeginNobodyKnowsIsNotEnded) {
  EXPECT_THAT(Close({Of(1, From("")), Of(2, From("2010"))}),
              ElementsAre("open", "open"));
  // Another mention of the holder knows it.
  EXPECT_THAT(
      Close({Of(1, From("")), Of(2, From("2010")), Of(1, From("2001"))}),
      ElementsAre("2009-12-31 by 1", "open", "2009-12-31 by 1"));
}

TEST(Tenure, WhatIsNotAssertedEndsNothingAndIsEnded) {
  EXPECT_THAT(Close({Of(1, From("2001")), Of(2, From("2010"), false)}),
              ElementsAre("open", "open"));
  EXPECT_THAT(Close({Of(1, From("2001"), false), Of(2, From("2010"))}),
              ElementsAre("2009-12-31 by 1", "open"));
}

bool SupersededOn(const std::string& day, std::vector<Tenure> tenures) {
  CloseTenures(absl::MakeSpan(tenures));
  std::vector<Tenure> first;
  for (const Tenure& tenure : tenures) {
    if (tenure.holder == tenures[0].holder) first.push_back(tenure);
  }
  return IsSuperseded(first, ParseDays(day)->first);
}

TEST(Tenure, AStatementIsSupersededWhileNoneOfItsMentionsHolds) {
  const std::vector<Tenure> back_again = {
      Of(1, From("2001")), Of(2, From("2005")), Of(1, From("2010"))};
  EXPECT_FALSE(SupersededOn("2004-12-31", back_again));
  EXPECT_TRUE(SupersededOn("2005-01-01", back_again));
  EXPECT_TRUE(SupersededOn("2009-12-31", back_again));
  EXPECT_FALSE(SupersededOn("2010-01-01", back_again));
  // Before it began it does not hold either, but nothing has ended it.
  EXPECT_FALSE(SupersededOn("2000-01-01", back_again));
  // Between what is stated nothing has ended it.
  EXPECT_FALSE(SupersededOn("2008-01-01",
                            {Of(1, From("2001", "2002")), Of(2, From("2007")),
                             Of(1, From("2010", "2011"))}));
}

// The rule, word by word.
int64_t UntilByLooking(const std::vector<Tenure>& all, const Tenure& of) {
  if (of.stated.until != Validity::kOpenUntil) return of.stated.until;
  std::optional<int64_t> begin;
  if (of.stated.from != Validity::kOpenFrom) begin = of.stated.from;
  for (const Tenure& other : all) {
    if (of.stated.from == Validity::kOpenFrom && other.holder == of.holder &&
        other.stated.from != Validity::kOpenFrom &&
        (!begin || other.stated.from < *begin)) {
      begin = other.stated.from;
    }
  }
  int64_t until = Validity::kOpenUntil;
  if (!begin) return until;
  for (const Tenure& other : all) {
    if (other.asserted && other.holder != of.holder &&
        other.stated.from != Validity::kOpenFrom &&
        other.stated.from > *begin) {
      until = std::min(until, other.stated.from - 1);
    }
  }
  return until;
}

TEST(Tenure, IsWhatLookingAtAllPairsFinds) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Tenure> tenures;
    const int count = 1 + static_cast<int>(random() % 12);
    for (int i = 0; i < count; ++i) {
      Validity stated;
      if (random() % 4 != 0) stated.from = static_cast<int>(random() % 10) - 5;
      if (random() % 4 == 0) stated.until = static_cast<int>(random() % 20);
      tenures.push_back(Of(1 + random() % 3, stated, random() % 5 != 0));
    }
    std::vector<Tenure> closed = tenures;
    CloseTenures(absl::MakeSpan(closed));
    for (size_t i = 0; i < tenures.size(); ++i) {
      ASSERT_EQ(closed[i].until, UntilByLooking(tenures, tenures[i]))
          << "round " << round << ", tenure " << i;
      if (closed[i].closed_by == Tenure::kNone) {
        ASSERT_EQ(closed[i].until, tenures[i].stated.until);
      } else {
        ASSERT_EQ(tenures[closed[i].closed_by].stated.from - 1,
                  closed[i].until);
      }
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
