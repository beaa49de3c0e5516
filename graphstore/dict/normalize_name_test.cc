#include "graphstore/dict/normalize_name.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(NormalizeName, Table) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", ""},
      {"Acme", "acme"},
      {"  Acme \t Corp. ", "acme corp."},
      {"The Hague", "hague"},
      {"the the Band", "band"},
      {"The", "the"},
      {"the ", "the"},
      {"Theodore", "theodore"},
      {"New-York", "new york"},
      {"New\u2013York", "new york"},
      {"New\u00A0York", "new york"},
      {"--", ""},
      {"Moody\u2019s", "moody's"},
      {"ÉCOLE", "école"},
      {"3×4", "3×4"},
      {"ÄÖÜß", "äöüß"},
      {"Ελλάδα", "Ελλάδα"},
      {"東京", "東京"},
      {"$", "$"},
      {"a\0b\nc", "a"},
      {std::string("a\0b", 3), "a b"},
  };
  for (const auto& [name, normal] : table) {
    EXPECT_EQ(NormalizeName(name), normal) << name;
    EXPECT_EQ(NormalizeName(normal), normal) << name;
  }
}

}  // namespace
}  // namespace weft::graphstore
