#include "graphstore/load/name_table.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(NameTable, NumbersByFirstOccurrence) {
  NameTable table;
  EXPECT_EQ(table.Add("Acme"), 0u);
  EXPECT_TRUE(table.added());
  EXPECT_EQ(table.Add("Bolt"), 1u);
  EXPECT_EQ(table.Add("Acme"), 0u);
  EXPECT_FALSE(table.added());
  EXPECT_EQ(table.Add("acme"), 2u);
  EXPECT_EQ(table.Add(""), 3u);
  EXPECT_EQ(table.Add(""), 3u);
  EXPECT_EQ(table.size(), 4u);
  EXPECT_EQ(table.name(1), "Bolt");
  EXPECT_EQ(table.name(3), "");
}

TEST(NameTable, KeepsNamesWhereTheyAre) {
  NameTable table;
  for (int i = 0; i < 100'000; ++i) {
    std::string name = absl::StrCat("name ", i);
    if (i % 1000 == 0) name.append(3000, 'x');
    EXPECT_EQ(table.Add(name), static_cast<uint32_t>(i));
  }
  EXPECT_EQ(table.name(0), "name 0" + std::string(3000, 'x'));
  EXPECT_EQ(table.name(99'999), "name 99999");
  EXPECT_GT(table.bytes(), 1'000'000u);
  EXPECT_EQ(table.Add("name 777"), 777u);
}

TEST(NameTable, LooksUpInStepsWhatItLooksUpAtOnce) {
  std::mt19937 random(3);
  NameTable at_once, in_steps;
  std::map<std::string, uint32_t> twin;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> names;
    std::vector<uint32_t> hashes;
    for (int i = 0; i < 40; ++i) {
      names.push_back(absl::StrCat("n", random() % 5000));
      hashes.push_back(in_steps.Expect(names.back()));
    }
    for (size_t i = 0; i < names.size(); ++i) {
      const auto [it, added] = twin.emplace(names[i], twin.size());
      ASSERT_EQ(in_steps.Add(names[i], hashes[i]), it->second);
      EXPECT_EQ(in_steps.added(), added);
      ASSERT_EQ(at_once.Add(names[i]), it->second);
    }
  }
  EXPECT_EQ(in_steps.size(), twin.size());
}

TEST(NameTable, TellsNamesOfOneHashApart) {
  NameTable table;
  EXPECT_EQ(table.Add("Acme", 7), 0u);
  EXPECT_EQ(table.Add("Bolt", 7), 1u);
  EXPECT_EQ(table.Add("Cog", 7 + 64), 2u);  // the same slot of 64
  EXPECT_EQ(table.Add("Acme", 7), 0u);
  EXPECT_EQ(table.Add("Bolt", 7), 1u);
  EXPECT_EQ(table.Add("Cog", 7 + 64), 2u);
  EXPECT_EQ(table.size(), 3u);
}

TEST(NameTable, TellsNamesApartThatBeginOrEndAlike) {
  // Up to 20 bytes are compared in the table, what is behind them elsewhere.
  const std::vector<std::string> names = {
      "12345678901234567890",   "1234567890123456789",
      "123456789012345678901",  "123456789012345678902",
      "x2345678901234567890",   "123456789012345678901 ",
      std::string("Acme\0", 5), "Acme"};
  NameTable table;
  for (int time = 0; time < 2; ++time) {
    for (uint32_t i = 0; i < names.size(); ++i) {
      EXPECT_EQ(table.Add(names[i], 7), i) << names[i];
      EXPECT_EQ(table.name(i), names[i]);
    }
  }
  EXPECT_EQ(table.size(), names.size());
}

}  // namespace
}  // namespace weft::graphstore
