#include "graphstore/load/name_table.h"

#include <string>

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

}  // namespace
}  // namespace weft::graphstore
