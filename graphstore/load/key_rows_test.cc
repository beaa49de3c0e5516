#include "graphstore/load/key_rows.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAreArray;
using namespace std::string_literals;

std::vector<std::string> Sorted(const std::vector<std::string>& keys) {
  KeyRows rows;
  for (const std::string& key : keys) rows.Add(key);
  rows.Sort();
  std::vector<std::string> sorted;
  kv::BulkRow row;
  while (true) {
    const auto more = rows.Next(&row);
    EXPECT_OK(more.status());
    if (!*more) return sorted;
    EXPECT_EQ(row.value, "");
    EXPECT_FALSE(row.deleted);
    sorted.emplace_back(row.key);
  }
}

TEST(KeyRows, ComeInTheOrderOfTheirBytes) {
  EXPECT_TRUE(Sorted({}).empty());
  const std::vector<std::string> expected = {
      "\0"s,          "\0\0"s,     "A",         "Acme",        "Acme\0"s,
      "Acme\0\0"s,    "Acme\0\1"s, "Acme Bolt", "Acme Bolt 2", "Acme Bolts",
      "Acme\xC3\xA9", "\xFF",
  };
  std::vector<std::string> keys = expected;
  do {
    ASSERT_THAT(Sorted(keys), ElementsAreArray(expected));
  } while (std::next_permutation(keys.begin(), keys.begin() + 6));
  std::reverse(keys.begin(), keys.end());
  EXPECT_THAT(Sorted(keys), ElementsAreArray(expected));
}

TEST(KeyRows, SortLikeSort) {
  std::mt19937 random(5);
  std::vector<std::string> keys;
  for (int i = 0; i < 20'000; ++i) {
    // Few letters and zeros, so that many keys agree far into them.
    std::string key(random() % 40, '\0');
    for (char& c : key) c = "\0ab"[random() % 3];
    keys.push_back("A" + key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const std::vector<std::string> expected = keys;
  std::shuffle(keys.begin(), keys.end(), random);
  EXPECT_EQ(Sorted(keys), expected);
}

}  // namespace
}  // namespace weft::graphstore
