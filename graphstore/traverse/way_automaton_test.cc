#include "graphstore/traverse/way_automaton.h"

#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

// Relations are letters: "a" has the id 0.
absl::StatusOr<RelationFilter> Letters(absl::string_view names) {
  RelationFilter filter;
  if (names.empty()) return filter;
  filter.any = false;
  for (const char c : names) {
    if (c != '|') filter.ids.emplace_back(static_cast<uint32_t>(c - 'a'));
  }
  return filter;
}

absl::StatusOr<WayAutomaton> Make(const std::string& pattern,
                                  Direction unmarked) {
  WEFT_ASSIGN_OR_RETURN(
      const WayPattern parsed,
      ParseWayPattern(pattern, [](absl::string_view) { return false; }));
  return WayAutomaton::Make(parsed, unmarked, Letters);
}

// `steps`: a letter for each, "A" for "a" against its direction.
bool Accepts(const std::string& pattern, const std::string& steps) {
  const WayAutomaton way = Make(pattern, Direction::kOut).value();
  StateSet states = WayAutomaton::kStart;
  for (const char step : steps) {
    const bool outgoing = step >= 'a';
    states = way.After(
        states,
        RelationId(static_cast<uint32_t>(step - (outgoing ? 'a' : 'A'))),
        outgoing);
  }
  return way.Accepts(states);
}

TEST(WayAutomaton, AcceptsWhatThePatternSays) {
  const struct {
    const char* pattern;
    const char* steps;
    bool accepted;
  } kCases[] = {
      {"a", "", true},  // each step: none, too
      {"a", "a", true},
      {"a", "aaa", true},
      {"a", "ab", false},
      {"a", "A", false},
      {"<a|b", "Ab", true},
      {"<a|b", "AbA", true},
      {"<a|b", "a", false},
      {"a*1..3", "", false},
      {"a*1..3", "aaa", true},
      {"a*1..3", "aaaa", false},
      {"a*", "aaaaaaaa", true},
      {"a*", "", false},
      {"a*0..2", "", true},
      {"a/<b", "aB", true},
      {"a/<b", "a", false},
      {"a/b|c*2", "ab", true},
      {"a/b|c*2", "cc", true},
      {"a/b|c*2", "abcc", false},
      {"(a/b)*2", "abab", true},
      {"(a|b*2)*/c", "abbac", true},
      {"(a|b*2)*/c", "abac", false},
      {"(a*0..1/b)*2..", "babb", true},
      {"%/a", "za", true},
      {"%/a", "zaa", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Accepts(c.pattern, c.steps), c.accepted)
        << c.pattern << " " << c.steps;
  }
}

TEST(WayAutomaton, BeforeIsAfterBackwards) {
  const WayAutomaton way = Make("(a|<b*2)*/c", Direction::kBoth).value();
  for (int from = 0; from < way.state_count(); ++from) {
    for (int to = 0; to < way.state_count(); ++to) {
      for (uint32_t relation = 0; relation < 3; ++relation) {
        for (const bool outgoing : {false, true}) {
          const RelationId id(relation);
          EXPECT_EQ(way.After(StateSet{1} << from, id, outgoing) >> to & 1,
                    way.Before(StateSet{1} << to, id, outgoing) >> from & 1);
        }
      }
    }
  }
}

TEST(WayAutomaton, NarrowsAFilterToItsSteps) {
  EdgeFilter filter;
  filter.min_confidence = 0.5;
  filter = Make("<a/<c", Direction::kOut)->Narrowed(filter);
  EXPECT_EQ(filter.direction, Direction::kIn);
  EXPECT_TRUE(filter.relations.Matches(RelationId(0)));
  EXPECT_FALSE(filter.relations.Matches(RelationId(1)));
  EXPECT_TRUE(filter.relations.Matches(RelationId(2)));
  EXPECT_EQ(filter.min_confidence, 0.5);
  EXPECT_EQ(Make("<a/c", Direction::kOut)->Narrowed({}).direction,
            Direction::kBoth);
  EXPECT_TRUE(Make("a/%", Direction::kOut)
                  ->Narrowed({})
                  .relations.Matches(RelationId(7)));
}

TEST(WayAutomaton, SaysWhenThePatternIsTooLarge) {
  EXPECT_EQ(Make("(a/b/c)*16/d*15", Direction::kOut)->state_count(), 64);
  for (const char* pattern : {"(a/b/c)*16/d*16", "((((a*16)*16)*16)*16)*16"}) {
    EXPECT_THAT(Make(pattern, Direction::kOut),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("more than 63 steps")));
  }
}

}  // namespace
}  // namespace weft::graphstore
