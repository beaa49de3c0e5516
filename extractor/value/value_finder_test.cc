#include "extractor/value/value_finder.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// A Wednesday.
constexpr absl::CivilDay kPublished(2025, 3, 12);

std::vector<ValueMention> Find(
    absl::string_view text,
    std::optional<absl::CivilDay> published = kPublished) {
  const std::vector<Sentence> sentences = Split(text, SplitMode::kLines);
  return FindValues(sentences.at(0).tokens, published);
}

std::string Number(double number) {
  return number == static_cast<int64_t>(number)
             ? absl::StrFormat("%.0f", number)
             : absl::StrFormat("%.10g", number);
}

// "kind comparator number-upper unit iso" without what is empty.
std::string Describe(const Value& value) {
  std::vector<std::string> parts = {std::string(ValueKindName(value.kind))};
  if (value.comparator != Comparator::kExactly) {
    parts.push_back(std::string(ComparatorName(value.comparator)));
  }
  if (value.kind != ValueKind::kDate) {
    parts.push_back(Number(value.number));
    if (value.upper) {
      absl::StrAppend(&parts.back(), "..", Number(*value.upper));
    }
  }
  if (!value.unit.empty()) parts.push_back(value.unit);
  if (!value.iso.empty()) parts.push_back(value.iso);
  return absl::StrJoin(parts, " ");
}

struct Row {
  const char* sentence;  // the words of the value stand in [ ]
  const char* expected;
};

void ExpectRows(absl::Span<const Row> rows) {
  for (const Row& row : rows) {
    const std::string sentence = row.sentence;
    const std::vector<std::string> parts =
        absl::StrSplit(sentence, absl::ByAnyChar("[]"));
    ASSERT_EQ(parts.size(), 3u) << sentence;
    bool found = false;
    std::string all;
    for (const ValueMention& mention : Find(absl::StrJoin(parts, ""))) {
      if (mention.value.text == parts[1]) {
        EXPECT_EQ(Describe(mention.value), row.expected) << sentence;
        found = true;
      }
      absl::StrAppend(&all, "\n  \"", mention.value.text, "\" ",
                      Describe(mention.value));
    }
    EXPECT_TRUE(found) << sentence << all;
  }
}

TEST(FindValues, ResolvesDates) {
  ExpectRows({
      {"It opened on [3 January 1933].", "date 1933-01-03"},
      {"It opened on [January 3, 1933], in Oslo.", "date 1933-01-03"},
      {"It opened on [Jan. 20].", "date 2025-01-20"},
      {"It opened on [Monday, Jan. 27].", "date 2025-01-27"},
      {"Posted [Fri Apr 12, 2024] by Ida.", "date 2024-04-12"},
      {"It opened on [the 3rd of May 2019].", "date 2019-05-03"},
      {"It opened on [2024-11-05].", "date 2024-11-05"},
      {"It opened on [05.11.2024].", "date 2024-11-05"},
      {"It opened on [11/05/2024].", "date 2024-11-05"},
      {"It opened on [25/11/2024].", "date 2024-11-25"},
      {"It opened in [May 2023].", "date 2023-05"},
      {"It opened in [September].", "date 2024-09"},
      {"It opened in [March].", "date 2025-03"},
      {"It opened in [February].", "date 2025-02"},
      {"It opened in [1987].", "date 1987"},
      {"It rose in [2024] to 2,911.", "date 2024"},
      {"It was legal under the [2022] export controls.", "date 2022"},
      {"It will open in [June].", "date 2025-06"},
      {"It is due to open on [Friday].", "date 2025-03-14"},
      {"It is shut until [March 20].", "date 2025-03-20"},
      {"It opened on [Friday].", "date 2025-03-07"},
      {"It opened on [Wednesday].", "date 2025-03-12"},
      {"It opened on [Tuesday night].", "date 2025-03-11"},
      {"It has been open since [Feb. 26].", "date 2025-02-26"},
      {"It opens on [2 April].", "date 2025-04-02"},
      {"It opened at [12:31].", "date 2025-03-12T12:31"},
      {"It opened at [5 p.m. EST].", "date 2025-03-12T17:00"},
      {"It opened on [Monday at 5:30 pm].", "date 2025-03-10T17:30"},
      {"It opened at [10 a.m. on March 3].", "date 2025-03-03T10:00"},
  });
}

TEST(FindValues, ResolvesRelativeTimes) {
  ExpectRows({
      {"It opened [yesterday].", "date 2025-03-11"},
      {"It opens [tomorrow morning].", "date 2025-03-13"},
      {"It opened [last night].", "date 2025-03-11"},
      {"It opened [last week].", "date 2025-03-03/2025-03-09"},
      {"It opened [last month].", "date 2025-02"},
      {"It opened [last year].", "date 2024"},
      {"It opens [next year].", "date 2026"},
      {"It opened [last spring].", "date 2024-03/2024-05"},
      {"It opened [this spring].", "date 2025-03/2025-05"},
      {"It opened [last October].", "date 2024-10"},
      {"It opened [last March].", "date 2024-03"},
      {"It opened [earlier this year].", "date 2025"},
      {"It opened [early last month].", "date 2025-02"},
      {"It opened [two years ago].", "date 2023"},
      {"It opened [three days ago].", "date 2025-03-09"},
      {"It opened [a week ago].", "date 2025-03-03/2025-03-09"},
      {"It grew over [the past five years].", "date 2020/2025"},
      {"It grew over [the past year].", "date 2024/2025"},
      {"It closed over [the weekend].", "date 2025-03-08/2025-03-09"},
      {"It opened [last Monday].", "date 2025-03-10"},
      {"It opens [next Monday].", "date 2025-03-17"},
      {"It opened [this week].", "date 2025-03-10/2025-03-16"},
      {"It was shut [a year earlier].", "date"},
      {"It was shut in [the previous year].", "date"},
  });
}

TEST(FindValues, ResolvesStretches) {
  ExpectRows({
      {"It grew in [the 1990s].", "date 1990/1999"},
      {"It grew in [the '60s].", "date 1960/1969"},
      {"It grew in the [mid-1980s].", "date 1984/1986"},
      {"It grew in [the late 1990s].", "date 1997/1999"},
      {"It grew in [early 2023].", "date 2023"},
      {"It opened in [mid-August].", "date 2024-08"},
      {"It grew in [the 19th century].", "date 1801/1900"},
      {"It grew in [the third quarter of 2024].", "date 2024-07/2024-09"},
      {"It grew in [Q3 2024].", "date 2024-07/2024-09"},
      {"It grew in [the fourth quarter].", "date 2024-10/2024-12"},
      {"It grew in [the first half of 2024].", "date 2024-01/2024-06"},
      {"It grew in [the summer of 2019].", "date 2019-06/2019-08"},
      {"It grew between [2019 and 2021].", "date 2019/2021"},
      {"It grew from [March to May 2020].", "date 2020-03/2020-05"},
      {"It grew in [2019-2021].", "date 2019/2021"},
      {"It grew in [1939–45].", "date 1939/1945"},
      {"It grew in [April-June].", "date 2024-04/2024-06"},
      {"It ran on [January 3-5, 2025].", "date 2025-01-03/2025-01-05"},
      {"It ran from [Nov. 20 to Feb. 3].", "date 2024-11-20/2025-02-03"},
      {"It will open by [the end of September].", "date 2025-09-30"},
      {"It opens by [the end of the year].", "date 2025-12-31"},
      {"It opened at [the beginning of 2024].", "date 2024-01"},
      {"It grew in [the first nine months of 2024].", "date 2024-01/2024-09"},
      {"It opened [around 2019].", "date about 2019"},
  });
}

TEST(FindValues, ReadsMoney) {
  ExpectRows({
      {"It cost [$5.5 million].", "money 5500000 USD"},
      {"It cost [5.5 million dollars].", "money 5500000 USD"},
      {"It cost [US$ 3m].", "money 3000000 USD"},
      {"It cost [€2bn].", "money 2000000000 EUR"},
      {"It cost [£1.35 million].", "money 1350000 GBP"},
      {"It cost [12 million yuan].", "money 12000000 CNY"},
      {"It cost [31.70 euros].", "money 31.7 EUR"},
      {"It cost [199 €].", "money 199 EUR"},
      {"It cost [HK$40].", "money 40 HKD"},
      {"It cost [CHF 200].", "money 200 CHF"},
      {"It cost [40 Canadian dollars].", "money 40 CAD"},
      {"It cost [300 Swiss francs].", "money 300 CHF"},
      {"It cost [190 kroner].", "money 190 krone"},
      {"It cost [50 cents].", "money 0.5 USD"},
      {"It cost [half a million dollars].", "money 500000 USD"},
      {"It cost [€20–25 million].", "money 20000000..25000000 EUR"},
      {"It cost [360 million to 380 million euros].",
       "money 360000000..380000000 EUR"},
      {"It cost between [$5 and $10].", "money 5..10 USD"},
      {"It cost [more than $41 billion].", "money more_than 41000000000 USD"},
      {"It cost [up to $ 500 billion].", "money at_most 500000000000 USD"},
  });
}

TEST(FindValues, ReadsShares) {
  ExpectRows({
      {"It fell [17%].", "percent 17 percent"},
      {"It fell [17 percent].", "percent 17 percent"},
      {"It fell [17 per cent].", "percent 17 percent"},
      {"It fell [0.8 percentage points].", "percent 0.8 percentage point"},
      {"It fell [25 basis points].", "percent 0.25 percentage point"},
      {"It fell by [a quarter of a percentage point].",
       "percent 0.25 percentage point"},
      {"It fell [10 to 15 percent].", "percent 10..15 percent"},
      {"It sold [about a fifth] of it.", "percent about 20 percent"},
      {"It sold [three quarters] of it.", "percent 75 percent"},
      {"It sold [one in five] of them.", "percent 20 percent"},
      {"It is [27 times] lower.", "ratio 27 times"},
      {"It rose [threefold].", "ratio 3 times"},
      {"It rose [20-fold].", "ratio 20 times"},
      {"It is 10x? No, [10x].", "ratio 10 times"},
      {"It won [twice].", "ratio 2 times"},
  });
}

TEST(FindValues, ReadsNumbersAndQuantities) {
  ExpectRows({
      {"It has [50,000 chips].", "quantity 50000 chip"},
      {"It has [two dozen ships].", "quantity 24 ship"},
      {"It has [four replacement jets].", "quantity 4 jet"},
      {"It has [nearly 3,000 people].", "quantity nearly 3000 person"},
      {"It has [two companies].", "quantity 2 company"},
      {"It has [five grandchildren].", "quantity 5 grandchild"},
      {"It held up [41 vessel] on Monday.", "quantity 41 vessel"},
      {"The [three] agreed to it.", "number 3"},
      {"The [two] said so.", "number 2"},
      {"It weighs [680 kg].", "quantity 680 kg"},
      {"It is [900 metres] up.", "quantity 900 metre"},
      {"It is a [9-kg] rover.", "quantity 9 kg"},
      {"It is a [94-page] ruling.", "quantity 94 page"},
      {"She is a [22-year-old] pilot.", "quantity 22 year"},
      {"She is [46 years old].", "quantity 46 year"},
      {"It has [3 thousand 400] of them.", "number 3400"},
      {"It has [one hundred and fifty] of them.", "number 150"},
      {"It has [twenty-five] of them.", "number 25"},
      {"It has [2.5 million].", "number 2500000"},
      {"It has [310m].", "number 310000000"},
      {"It is [number one].", "number 1 rank"},
      {"It is [No. 3] in the list.", "number 3 rank"},
      {"It has [at least 14 ships].", "quantity at_least 14 ship"},
      {"It has [as many as 14 ships].", "quantity at_most 14 ship"},
      {"It has [14 or more] of them.", "number at_least 14"},
      {"It has [fewer than 60,000] of them.", "number less_than 60000"},
      {"It has [some 60 songs].", "quantity about 60 song"},
      {"It has [5-10 ships].", "quantity 5..10 ship"},
  });
}

TEST(FindValues, ReadsDurations) {
  ExpectRows({
      {"It took [five days].", "duration 5 day P5D"},
      {"It took [almost two-and-a-half years].",
       "duration nearly 2.5 year P2.5Y"},
      {"It lasted for [a year and a half].", "duration 1.5 year P1.5Y"},
      {"It took [half an hour].", "duration 0.5 hour PT0.5H"},
      {"It took [90 minutes].", "duration 90 minute PT90M"},
      {"It took [two decades].", "duration 2 decade P20Y"},
      {"It fell for [eleven consecutive quarters].",
       "duration 11 quarter P33M"},
      {"It opens within [a year].", "duration 1 year P1Y"},
      {"It took [a couple of weeks].", "duration 2 week P2W"},
      {"It took [three to five weeks].", "duration 3..5 week"},
  });
}

TEST(FindValues, FindsNothingWhereNothingIs) {
  for (const char* text :
       {"One of them may march.", "It paid a price a week.",
        "They said it was over.", "No one saw him.", "Almost no one read it.",
        "He was second to none.", "May he rest.", "Half of it was gone? No."}) {
    for (const ValueMention& mention : Find(text)) {
      EXPECT_NE(mention.value.kind, ValueKind::kDate) << text;
      EXPECT_NE(mention.value.kind, ValueKind::kQuantity) << text;
      EXPECT_NE(mention.value.kind, ValueKind::kDuration) << text;
    }
  }
}

TEST(FindValues, LeavesRelativeTimesOpenWithoutADayOfPublication) {
  const auto found = Find("It opened last month, not in 1987.", std::nullopt);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].value.text, "last month");
  EXPECT_EQ(found[0].value.iso, "");
  EXPECT_EQ(found[1].value.iso, "1987");
}

TEST(FindValues, GivesDisjointMentionsInOrder) {
  const auto found =
      Find("On Monday, Jan. 27, it sold 12,000 chips for $5.5 million.");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].tokens, (TokenSpan{1, 5}));
  EXPECT_EQ(found[1].tokens, (TokenSpan{8, 10}));
  EXPECT_EQ(found[2].tokens, (TokenSpan{11, 14}));
}

}  // namespace
}  // namespace weft::extractor
