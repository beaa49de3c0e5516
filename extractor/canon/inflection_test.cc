#include "extractor/canon/inflection.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(PastTense, FollowsTableAndSpelling) {
  const struct {
    const char* lemma;
    const char* past;
  } kCases[] = {
      {"fall", "fell"},        {"rise", "rose"},     {"put", "put"},
      {"release", "released"}, {"stop", "stopped"},  {"carry", "carried"},
      {"play", "played"},      {"visit", "visited"}, {"refer", "referred"},
      {"fix", "fixed"},        {"show", "showed"},   {"free", "freed"},
      {"look", "looked"},      {"plan", "planned"},  {"open", "opened"},
  };
  for (const auto& c : kCases) EXPECT_EQ(PastTense(c.lemma), c.past);
}

TEST(PastTense, OfNothingIsNothing) { EXPECT_EQ(PastTense(""), ""); }

}  // namespace
}  // namespace weft::extractor
