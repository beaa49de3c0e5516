#include "graphstore/traverse/way_pattern.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

bool NoName(absl::string_view) { return false; }

// "seq(own, <work_for)", "rep(1..3, part_of)".
std::string Text(const WayPattern& pattern) {
  const auto parts = [&] {
    return absl::StrJoin(pattern.parts, ", ",
                         [](std::string* out, const WayPattern& part) {
                           absl::StrAppend(out, Text(part));
                         });
  };
  switch (pattern.kind) {
    case WayPattern::Kind::kStep:
      return absl::StrCat(
          !pattern.direction                    ? ""
          : pattern.direction == Direction::kIn ? "<"
                                                : ">",
          pattern.relations.empty() ? "ANY" : pattern.relations);
    case WayPattern::Kind::kSequence:
      return absl::StrCat("seq(", parts(), ")");
    case WayPattern::Kind::kChoice:
      return absl::StrCat("or(", parts(), ")");
    case WayPattern::Kind::kRepeat:
      return absl::StrCat("rep(", pattern.least, "..",
                          pattern.most ? absl::StrCat(*pattern.most) : "", ", ",
                          parts(), ")");
  }
  return "";
}

TEST(ParseWayPattern, ReadsAlternativesStepsAndNumbers) {
  const struct {
    const char* text;
    const char* read;
  } kCases[] = {
      {"", "ANY"},
      {"*", "ANY"},
      {"%", "ANY"},
      {"release", "release"},
      {"stock fall", "stock fall"},
      {"release|launch", "release|launch"},
      {" release | launch ", "release|launch"},
      {"<own", "<own"},
      {"> own", ">own"},
      {"<own|buy", "or(<own, buy)"},
      {"<own|buy|<sell", "or(<own|sell, buy)"},
      {"own|%", "ANY"},
      {"own%", "own*"},
      {"own\\%", "own\\%"},
      {"own*", "rep(1.., own)"},
      {"own*2", "rep(2..2, own)"},
      {"part_of*1..3", "rep(1..3, part_of)"},
      {"own*..3", "rep(1..3, own)"},
      {"own*2..", "rep(2.., own)"},
      {"own*0..1", "rep(0..1, own)"},
      {"own * 1 .. 3", "rep(1..3, own)"},
      {"%*2", "rep(2..2, ANY)"},
      {"own/<work_for", "seq(own, <work_for)"},
      {"own / lead | buy", "or(seq(own, lead), buy)"},
      {"(own|<buy)*2/lead", "seq(rep(2..2, or(own, <buy)), lead)"},
      {"((own))", "own"},
      {"(<own|buy)|(sell|own/lead)", "or(<own, buy|sell, seq(own, lead))"},
      {"`a/b*`", "a/b\\*"},
      {"`a|b`/c", "seq(a\\|b, c)"},
      {"a\\/b", "a\\/b"},
      {"a\\|b|c", "a\\|b|c"},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const WayPattern pattern,
                         ParseWayPattern(c.text, NoName));
    EXPECT_EQ(Text(pattern), c.read) << c.text;
  }
}

TEST(ParseWayPattern, WhatIsANameIsThatName) {
  const auto is_name = [](absl::string_view name) {
    return name == "/book/book/genre" || name == "grew (by) 5%" || name == "x*";
  };
  const struct {
    const char* text;
    const char* read;
  } kCases[] = {
      {"/book/book/genre", "/book/book/genre"},
      {"< /book/book/genre |own", "or(</book/book/genre, own)"},
      {"grew (by) 5%", "grew (by) 5%"},
      {"x*", "x\\*"},
      {"x*2", "rep(2..2, x)"},
      {"own/x*", "seq(own, rep(1.., x))"},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const WayPattern pattern,
                         ParseWayPattern(c.text, is_name));
    EXPECT_EQ(Text(pattern), c.read) << c.text;
  }
}

TEST(ParseWayPattern, SaysWhereSomethingIsWrong) {
  const struct {
    std::string text;
    const char* error;
  } kCases[] = {
      {"own|", "character 5: a relation is missing; \"%\" is any relation"},
      {"/own", "character 1: a relation is missing"},
      {"<", "character 2: a relation is missing"},
      {"own/*2", "character 5: a relation is missing"},
      {"own*3..1", "character 5: from 3 to 1 times is no number of steps"},
      {"own*0", "character 5: from 0 to 0 times"},
      {"own*..", "character 7: a number is missing"},
      {"own*17", "character 5: more than 16 times"},
      {"own*99999999999", "character 5: more than 16 times"},
      {"own*2buy", "character 6: write \"|\" or \"/\" between"},
      {"own(buy)", "character 4: write \"|\" or \"/\" between"},
      {"(own", "character 5: \")\" is missing"},
      {"own)", "character 4: \")\" has no \"(\" before it"},
      {"<(own|buy)", "write the direction before each relation"},
      {"`own", "character 2: \"`\" is missing"},
      {"``", "character 2: a relation is missing"},
      {std::string(20, '(') + "a", "too many parentheses"},
      {std::string(1001, 'a'), "more than 1000 characters"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(
        ParseWayPattern(c.text, NoName),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.error)))
        << c.text;
  }
}

TEST(SaysEachStep, WithoutSequencesAndRepetitions) {
  const auto says = [](const char* text) {
    return SaysEachStep(ParseWayPattern(text, NoName).value());
  };
  EXPECT_TRUE(says(""));
  EXPECT_TRUE(says("own|<buy|sell%"));
  EXPECT_FALSE(says("own*"));
  EXPECT_FALSE(says("own/buy"));
  EXPECT_FALSE(says("own|buy*2"));
}

TEST(LongestWay, CountsSteps) {
  const auto longest = [](const char* text) {
    return LongestWay(ParseWayPattern(text, NoName).value());
  };
  EXPECT_EQ(longest("own"), 1u);
  EXPECT_EQ(longest("own*1..3/buy|sell"), 4u);
  EXPECT_EQ(longest("(own/buy)*2..3"), 6u);
  EXPECT_EQ(longest("own*"), std::nullopt);
  EXPECT_EQ(longest("own/buy*2.."), std::nullopt);
}

}  // namespace
}  // namespace weft::graphstore
