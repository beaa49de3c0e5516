#include "graphstore/store/trigrams.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Trigrams, PadEachWord) {
  EXPECT_THAT(Trigrams("ab c"), ElementsAre("  a", "  c", " ab", " c ", "ab "));
  EXPECT_THAT(Trigrams("aaaa"), ElementsAre("  a", " aa", "aa ", "aaa"));
  EXPECT_THAT(Trigrams(""), IsEmpty());
}

TEST(EditDistance, Table) {
  struct Case {
    const char* a;
    const char* b;
    int distance;
  };
  for (const Case& c :
       {Case{"", "", 0}, Case{"abc", "abc", 0}, Case{"abc", "abd", 1},
        Case{"abc", "ab", 1}, Case{"abc", "xabc", 1}, Case{"abcd", "abdc", 1},
        Case{"abcd", "badc", 2}, Case{"école", "ecole", 1},
        Case{"kitten", "sitting", 3}, Case{"", "abcd", 4}}) {
    EXPECT_EQ(EditDistance(c.a, c.b, 10), c.distance) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a, 10), c.distance) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.a, c.b, 2), std::min(c.distance, 3));
  }
}

// The definition of optimal string alignment, without a table.
int Naive(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  const auto cut = [](const std::string& s, size_t n) {
    return s.substr(0, s.size() - n);
  };
  int best = Naive(cut(a, 1), cut(b, 1)) + (a.back() != b.back());
  best = std::min(best, Naive(cut(a, 1), b) + 1);
  best = std::min(best, Naive(a, cut(b, 1)) + 1);
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] &&
      a[a.size() - 2] == b.back()) {
    best = std::min(best, Naive(cut(a, 2), cut(b, 2)) + 1);
  }
  return best;
}

TEST(EditDistance, AgreesWithItsDefinition) {
  std::mt19937 random(11);
  const auto word = [&] {
    std::string text;
    for (size_t i = random() % 7; i > 0; --i) text += "abc"[random() % 3];
    return text;
  };
  for (int i = 0; i < 500; ++i) {
    const std::string a = word(), b = word();
    const int distance = Naive(a, b);
    for (int limit = 0; limit < 8; ++limit) {
      EXPECT_EQ(EditDistance(a, b, limit), std::min(distance, limit + 1))
          << a << " " << b << " " << limit;
    }
  }
}

TEST(ForgivenEdits, GrowWithTheLength) {
  EXPECT_EQ(ForgivenEdits("ab"), 0);
  EXPECT_EQ(ForgivenEdits("abc"), 1);
  EXPECT_EQ(ForgivenEdits("abcde"), 1);
  EXPECT_EQ(ForgivenEdits("abcdef"), 2);
  EXPECT_EQ(ForgivenEdits("éé"), 0);
}

}  // namespace
}  // namespace weft::graphstore
