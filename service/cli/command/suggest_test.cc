#include "service/cli/command/suggest.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(EditDistance, CountsEdits) {
  struct Case {
    const char* a;
    const char* b;
    int distance;
  };
  for (const Case& c : {
           Case{"", "", 0},
           Case{"", "abc", 3},
           Case{"ingest", "ingest", 0},
           Case{"ingst", "ingest", 1},    // insertion
           Case{"ingesst", "ingest", 1},  // deletion
           Case{"ingost", "ingest", 1},   // replacement
           Case{"ingset", "ingest", 1},   // swap
           Case{"facts", "paths", 3},
       }) {
    EXPECT_EQ(EditDistance(c.a, c.b), c.distance) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a), c.distance) << c.b << " " << c.a;
  }
}

TEST(NearestWord, SuggestsWhatIsNear) {
  const std::vector<std::string> known = {"extract", "ingest",    "facts",
                                          "path",    "neighbors", "serve"};
  EXPECT_EQ(NearestWord("ingset", known), "ingest");
  EXPECT_EQ(NearestWord("fact", known), "facts");
  EXPECT_EQ(NearestWord("neighbours", known), "neighbors");
  EXPECT_EQ(NearestWord("neigh", known), "neighbors");
  EXPECT_EQ(NearestWord("pat", known), "path");
  EXPECT_EQ(NearestWord("delete", known), "");
  EXPECT_EQ(NearestWord("x", known), "");
  EXPECT_EQ(NearestWord("", known), "");
}

}  // namespace
}  // namespace weft::service
