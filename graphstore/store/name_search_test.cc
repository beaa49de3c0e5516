#include "graphstore/store/name_search.h"

#include <optional>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

// What a search for `sought` makes of `name`; nullopt: no match.
std::optional<std::pair<MatchKind, int>> Match(const char* sought,
                                               const char* name,
                                               bool fuzzy = true) {
  MatchKind kind;
  int distance;
  if (!MatchName(sought, name, fuzzy, &kind, &distance)) return std::nullopt;
  return std::pair(kind, distance);
}

TEST(MatchName, Table) {
  EXPECT_EQ(Match("ann", "ann"), std::pair(MatchKind::kExact, 0));
  EXPECT_EQ(Match("ann", "anna"), std::pair(MatchKind::kPrefix, 0));
  EXPECT_EQ(Match("ann", "mary ann smith"), std::pair(MatchKind::kWord, 0));
  EXPECT_EQ(Match("ann sm", "mary ann smith"), std::pair(MatchKind::kWord, 0));
  EXPECT_EQ(Match("anm", "ann"), std::pair(MatchKind::kFuzzy, 1));
  EXPECT_EQ(Match("microsfot", "microsoft"), std::pair(MatchKind::kFuzzy, 1));
  EXPECT_EQ(Match("mikrosof", "microsoft"), std::pair(MatchKind::kFuzzy, 2));
  EXPECT_EQ(Match("mikrosof", "microsoft", false), std::nullopt);
  EXPECT_EQ(Match("mikosof", "microsoft"), std::nullopt);  // three edits
  EXPECT_EQ(Match("ab", "ac"), std::nullopt);  // too short to forgive
  EXPECT_EQ(Match("nn", "ann"), std::nullopt);
}

}  // namespace
}  // namespace weft::graphstore
