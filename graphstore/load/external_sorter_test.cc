#include "graphstore/load/external_sorter.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

struct Pair {
  uint64_t first;
  uint64_t second;

  static constexpr int kKeys = 2;
  uint64_t key(int index) const { return index == 0 ? first : second; }
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

std::vector<Pair> Drain(ExternalSorter<Pair>& sorter) {
  std::vector<Pair> out;
  Pair pair;
  while (sorter.Next(&pair)) out.push_back(pair);
  EXPECT_OK(sorter.status());
  return out;
}

TEST(ExternalSorter, SortsLikeSortWithAnyMemory) {
  std::mt19937_64 random(1);
  std::vector<Pair> pairs;
  for (uint64_t i = 0; i < 10'000; ++i) pairs.push_back({random() % 500, i});
  std::vector<Pair> sorted = pairs;
  std::sort(sorted.begin(), sorted.end());
  const struct {
    size_t memory_bytes;
    size_t runs;
  } kCases[] = {{0, 10}, {1024 * 16, 10}, {5000 * 16, 2}, {1 << 20, 0}};
  for (const auto& test : kCases) {
    ExternalSorter<Pair> sorter({test.memory_bytes, ::testing::TempDir()});
    for (const Pair& pair : pairs) sorter.Add(pair);
    ASSERT_OK(sorter.Finish());
    EXPECT_EQ(sorter.run_count(), test.runs);
    EXPECT_EQ(sorter.size(), pairs.size());
    EXPECT_EQ(Drain(sorter), sorted);
    ASSERT_OK(sorter.Rewind());
    EXPECT_EQ(Drain(sorter), sorted);
  }
}

TEST(ExternalSorter, HoldsNothing) {
  ExternalSorter<Pair> sorter({});
  ASSERT_OK(sorter.Finish());
  EXPECT_TRUE(Drain(sorter).empty());
}

TEST(ExternalSorter, LeavesNoFileInTheFolder) {
  const std::string folder = ::testing::TempDir() + "/spills";
  std::filesystem::create_directory(folder);
  ExternalSorter<Pair> sorter({0, folder});
  for (uint64_t i = 0; i < 5000; ++i) sorter.Add({i, i});
  ASSERT_OK(sorter.Finish());
  EXPECT_GT(sorter.run_count(), 1u);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(ExternalSorter, SaysWhereItCannotWrite) {
  ExternalSorter<Pair> sorter({0, "/no/such/folder"});
  for (uint64_t i = 0; i < 5000; ++i) sorter.Add({i, i});
  EXPECT_THAT(sorter.Finish(),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("temporary file in /no/such/folder")));
  Pair pair;
  EXPECT_FALSE(sorter.Next(&pair));
}

TEST(SpillFile, GivesBackWhatWasAppended) {
  auto file = SpillFile::Create(::testing::TempDir());
  ASSERT_OK(file.status());
  ASSERT_OK((*file)->Append("abc", 3));
  char bytes[2];
  ASSERT_OK((*file)->Read(1, bytes, 2));
  EXPECT_EQ(bytes[0], 'b');
  EXPECT_EQ(bytes[1], 'c');
  EXPECT_FALSE((*file)->Read(2, bytes, 2).ok());
}

}  // namespace
}  // namespace weft::graphstore
