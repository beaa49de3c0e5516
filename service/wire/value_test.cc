#include "service/wire/value.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using extractor::Comparator;
using ExtractedValue = extractor::Value;
using ExtractedKind = extractor::ValueKind;
using StoredValue = graphstore::Value;

ExtractedValue Number(ExtractedKind kind, std::string text, double number,
                      std::string unit) {
  ExtractedValue value;
  value.kind = kind;
  value.text = std::move(text);
  value.number = number;
  value.unit = std::move(unit);
  return value;
}

ExtractedValue Time(ExtractedKind kind, std::string text, std::string iso) {
  ExtractedValue value;
  value.kind = kind;
  value.text = std::move(text);
  value.iso = std::move(iso);
  return value;
}

ExtractedValue Duration(std::string text, std::string iso, double number,
                        std::string unit) {
  ExtractedValue value =
      Time(ExtractedKind::kDuration, std::move(text), std::move(iso));
  value.number = number;
  value.unit = std::move(unit);
  return value;
}

ExtractedValue Range(ExtractedValue value, double upper) {
  value.upper = upper;
  return value;
}

struct Case {
  ExtractedValue extracted;
  StoredValue stored;
};

std::vector<Case> Cases() {
  return {
      {Number(ExtractedKind::kNumber, "three", 3, ""), StoredValue::Number(3)},
      {Number(ExtractedKind::kPercent, "17%", 17, "percent"),
       StoredValue::Percent(17)},
      {Number(ExtractedKind::kPercent, "2 percentage points", 2,
              "percentage point"),
       StoredValue::Quantity(2, "percentage point")},
      {Number(ExtractedKind::kMoney, "$5.5 million", 5500000, "USD"),
       StoredValue::Money(5500000, "USD")},
      {Number(ExtractedKind::kQuantity, "50,000 chips", 50000, "chip"),
       StoredValue::Quantity(50000, "chip")},
      {Number(ExtractedKind::kRatio, "27 times", 27, "times"),
       StoredValue::Quantity(27, "times")},
      {Time(ExtractedKind::kDate, "Jan. 20", "2025-01-20"),
       StoredValue::Date("2025-01-20")},
      {Time(ExtractedKind::kDate, "March to May 2020", "2020-03/2020-05"),
       StoredValue::Date("2020-03/2020-05")},
      {Duration("five days", "P5D", 5, "day"), StoredValue::String("P5D")},
      {Duration("90 minutes", "PT90M", 90, "minute"),
       StoredValue::String("PT90M")},
      {Duration("a year and two months", "P1Y2M", 0, ""),
       StoredValue::String("P1Y2M")},
      {Range(Number(ExtractedKind::kPercent, "10 to 15 percent", 10, "percent"),
             15),
       StoredValue::String("10 to 15 percent")},
      {Range(Number(ExtractedKind::kMoney, "$2-3", 2, "USD"), 3),
       StoredValue::String("$2-3")},
  };
}

TEST(Value, KeepsItsMeaningThroughTheStore) {
  for (const Comparator comparator :
       {Comparator::kExactly, Comparator::kAtLeast}) {
    for (Case& c : Cases()) {
      SCOPED_TRACE(c.extracted.text);
      c.extracted.comparator = comparator;
      EXPECT_EQ(ToStored(c.extracted), c.stored);
      v1::Value back = FromStored(c.stored, c.extracted.text);
      for (const auto& qualifier : ValueQualifiers(c.extracted)) {
        EXPECT_TRUE(ApplyValueQualifier(qualifier, &back));
      }
      EXPECT_EQ(back.ShortDebugString(),
                ToProto(c.extracted).ShortDebugString());
    }
  }
}

TEST(Value, NeedsNoQualifiersWhenItIsPlain) {
  EXPECT_TRUE(
      ValueQualifiers(Number(ExtractedKind::kPercent, "17%", 17, "percent"))
          .empty());
}

TEST(Value, LeavesOtherQualifiersAlone) {
  graphstore::Qualifier qualifier;
  qualifier.role = "time";
  v1::Value value;
  EXPECT_FALSE(ApplyValueQualifier(qualifier, &value));
}

TEST(Value, WithoutAnIsoFormIsItsWords) {
  EXPECT_EQ(ToStored(Time(ExtractedKind::kDate, "the other day", "")),
            StoredValue::String("the other day"));
}

TEST(Value, WithoutACurrencyIsAQuantity) {
  EXPECT_EQ(ToStored(Number(ExtractedKind::kMoney, "a fortune of 3", 3, "")),
            StoredValue::Quantity(3, ""));
}

TEST(Value, ThatIsNoNumberIsItsWords) {
  EXPECT_EQ(ToStored(Number(ExtractedKind::kNumber, "endless", INFINITY, "")),
            StoredValue::String("endless"));
}

TEST(Value, OfPlainTextStaysText) {
  for (const char* text : {"language model", "P", "Pilot", "2025/", "W04"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(FromStored(StoredValue::String(text), "").kind(),
              v1::VALUE_KIND_TEXT);
  }
}

TEST(Value, WithAnEndlessUnitIsItsWords) {
  EXPECT_EQ(ToStored(Number(ExtractedKind::kQuantity, "2 somethings", 2,
                            std::string(65, 'x'))),
            StoredValue::String("2 somethings"));
}

TEST(Value, WritesItselfWhereThereAreNoWords) {
  EXPECT_EQ(FromStored(StoredValue::Percent(17), "").text(), "17%");
  EXPECT_EQ(FromStored(StoredValue::Percent(17), "17 percent").text(),
            "17 percent");
}

TEST(QualifierValue, KeepsItsMeaningThroughTheStore) {
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.extracted.text);
    graphstore::Qualifier qualifier;
    qualifier.mention.text = c.extracted.text;
    StoreQualifierValue(c.extracted, &qualifier);
    const auto back = QualifierValueFromStored(qualifier);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->ShortDebugString(),
              ToProto(c.extracted).ShortDebugString());
  }
}

TEST(QualifierValue, IsANumberAndAUnitInTheStore) {
  graphstore::Qualifier qualifier;
  StoreQualifierValue(
      Number(ExtractedKind::kMoney, "$5.5 million", 5500000, "USD"),
      &qualifier);
  EXPECT_EQ(qualifier.value, "5500000");
  EXPECT_EQ(qualifier.unit, "USD");
}

TEST(QualifierValue, TellsAYearFromANumber) {
  graphstore::Qualifier year;
  StoreQualifierValue(Time(ExtractedKind::kDate, "2025", "2025"), &year);
  EXPECT_EQ(QualifierValueFromStored(year)->kind(), v1::VALUE_KIND_DATE);
  graphstore::Qualifier number;
  StoreQualifierValue(Number(ExtractedKind::kNumber, "2025", 2025, ""),
                      &number);
  EXPECT_EQ(QualifierValueFromStored(number)->kind(), v1::VALUE_KIND_NUMBER);
}

TEST(QualifierValue, TellsANounFromACurrency) {
  graphstore::Qualifier qualifier;
  StoreQualifierValue(
      Number(ExtractedKind::kQuantity, "2,048 GPU", 2048, "GPU"), &qualifier);
  const auto back = QualifierValueFromStored(qualifier);
  EXPECT_EQ(back->kind(), v1::VALUE_KIND_QUANTITY);
  EXPECT_EQ(back->unit(), "gpu");
}

TEST(QualifierValue, IsAbsentWithoutOne) {
  EXPECT_FALSE(QualifierValueFromStored({}).has_value());
  graphstore::Qualifier entity;
  entity.value = "Quill";
  entity.unit = kEntityUnit;
  EXPECT_FALSE(QualifierValueFromStored(entity).has_value());
}

}  // namespace
}  // namespace weft::service
