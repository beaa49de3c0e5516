#include "graphstore/dict/value_id.h"

#include <limits>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "base/status_matchers.h"

namespace weft::graphstore {
namespace {

TEST(ValueId, BitsAreThoseOfTheFormat) {
  EXPECT_EQ(InlineId(Value::Number(1))->bits(), 0x2BFF000000000000u);
  EXPECT_EQ(InlineId(Value::Percent(17))->bits(), 0x3C03100000000000u);
  EXPECT_EQ(InlineId(Value::Date("1970"))->bits(), 0x4800000000000000u);
  EXPECT_EQ(InlineId(Value::String("ab"))->bits(), 0x5616200000000002u);
}

TEST(ValueId, InlineValuesComeBack) {
  for (const Value& value :
       {Value::Number(0), Value::Number(-17.25), Value::Percent(99.9),
        Value::Date("2025"), Value::Date("2025-01-20"),
        Value::Date("2025-01-20T09:30:00Z"), Value::String("a"),
        Value::String("chatbot"), Value::String("é")}) {
    const auto id = InlineId(value);
    ASSERT_TRUE(id) << ValueText(value);
    EXPECT_EQ(InlineValue(*id), value);
  }
}

TEST(ValueId, TheRestNeedsTheDictionary) {
  for (const Value& value :
       {Value::String("eight bb"), Value::String("Chatbot"),
        Value::String("a-b"), Value::String(" a"), Value::Date("January"),
        Value::Date("2025-Q1"), Value::Money(5, "USD"),
        Value::Quantity(5, "kg")}) {
    EXPECT_FALSE(InlineId(value)) << ValueText(value);
  }
}

TEST(ValueId, IdsOfOtherKindsHoldNoValue) {
  EXPECT_FALSE(InlineValue(NodeId()));
  EXPECT_FALSE(InlineValue(NodeId::Entity(1)));
  EXPECT_FALSE(InlineValue(NodeId::Make(NodeKind::kLiteral, 1)));
  EXPECT_FALSE(InlineValue(NodeId::Make(NodeKind::kShortString, 0)));
  EXPECT_FALSE(InlineValue(NodeId::Make(NodeKind::kShortString, 8)));
}

TEST(ValueId, ShortStringsSortLikeText) {
  EXPECT_LT(*InlineId(Value::String("ab")), *InlineId(Value::String("abc")));
  EXPECT_LT(*InlineId(Value::String("abc")), *InlineId(Value::String("b")));
}

TEST(LiteralContent, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(LiteralContent(Value::String("Big Dog")),
            std::string("\0big dog\0Big Dog", 16));
  EXPECT_EQ(absl::BytesToHexString(LiteralContent(Value::Money(1, "USD"))),
            "0455534400bff0000000000000");
  EXPECT_EQ(LiteralContent(Value::Date("2025-Q1")),
            "\x03"
            "2025-Q1");
}

TEST(LiteralContent, TellsValuesApart) {
  const std::vector<Value> values = {Value::String("Big Dog"),
                                     Value::String("big dog "),
                                     Value::Date("Big Dog"),
                                     Value::Money(1, "USD"),
                                     Value::Money(1, "EUR"),
                                     Value::Money(1.0000000000000002, "USD"),
                                     Value::Quantity(1, "USD"),
                                     Value::String(std::string(500, 'x')),
                                     Value::String(std::string(501, 'x'))};
  for (size_t i = 0; i < values.size(); ++i) {
    for (size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(LiteralContent(values[i]) == LiteralContent(values[j]), i == j);
    }
  }
}

TEST(LiteralContent, FitsAKeyHoweverLongTheText) {
  const std::string text(100000, 'x');
  EXPECT_LT(LiteralContent(Value::String(text)).size(), 700u);
  EXPECT_LT(LiteralContent(Value::Date(text)).size(), 700u);
}

TEST(LiteralContent, StartsWithThePrefixOfItsText) {
  EXPECT_TRUE(absl::StartsWith(LiteralContent(Value::String("The Big-Dog")),
                               LiteralTextPrefix("big dog")));
  EXPECT_FALSE(absl::StartsWith(LiteralContent(Value::String("big dogs")),
                                LiteralTextPrefix("big dog")));
}

TEST(ValueText, IsWhatPeopleRead) {
  EXPECT_EQ(ValueText(Value::Percent(17)), "17%");
  EXPECT_EQ(ValueText(Value::Number(0.5)), "0.5");
  EXPECT_EQ(ValueText(Value::Money(5.6e6, "USD")), "5600000 USD");
  EXPECT_EQ(ValueText(Value::Quantity(5, "")), "5");
  EXPECT_EQ(ValueText(Value::Date("2025-01")), "2025-01");
  EXPECT_EQ(ValueText(Value::String("chatbot")), "chatbot");
}

TEST(ValidateValue, SaysWhatIsWrong) {
  EXPECT_OK(ValidateValue(Value::Number(0)));
  EXPECT_OK(ValidateValue(Value::Money(0, "")));
  for (const Value& value :
       {Value::Number(std::numeric_limits<double>::infinity()),
        Value::Percent(std::numeric_limits<double>::quiet_NaN()),
        Value::String(""), Value::Date(""),
        Value::Money(1, std::string(65, 'x')),
        Value::Quantity(1, std::string("a\0b", 3))}) {
    EXPECT_THAT(ValidateValue(value),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(LiteralRecord, RoundTripsAndRefusesTruncation) {
  const LiteralRecord record = {Value::Money(5.6e6, "USD"), 300};
  const std::string bytes = EncodeLiteralRecord(record);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "ac02"
            "04"
            "00"
            "03555344"
            "41555cc000000000");
  LiteralRecord decoded;
  ASSERT_TRUE(DecodeLiteralRecord(bytes, &decoded));
  EXPECT_EQ(decoded, record);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeLiteralRecord(bytes.substr(0, size), &decoded));
  }
  EXPECT_FALSE(DecodeLiteralRecord(bytes + "x", &decoded));
}

}  // namespace
}  // namespace weft::graphstore
