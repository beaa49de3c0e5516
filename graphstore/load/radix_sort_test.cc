#include "graphstore/load/radix_sort.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

struct Triplet {
  static constexpr int kKeys = 2;

  uint64_t first = 0;
  uint32_t second = 0;
  uint32_t third = 0;  // part of the order, but no key

  uint64_t key(int index) const { return index == 0 ? first : second; }
  friend auto operator<=>(const Triplet&, const Triplet&) = default;
};

// All numbers with which the parts can be filled.
std::vector<Triplet> Random(size_t count, uint64_t firsts, uint64_t scale,
                            uint32_t seconds) {
  std::mt19937_64 random(count + firsts);
  std::vector<Triplet> triplets;
  for (size_t i = 0; i < count; ++i) {
    triplets.push_back({random() % firsts * scale,
                        static_cast<uint32_t>(random() % seconds),
                        static_cast<uint32_t>(random())});
  }
  return triplets;
}

TEST(RadixSort, SortsLikeSort) {
  const struct {
    const char* name;
    std::vector<Triplet> triplets;
  } kCases[] = {
      {"none", {}},
      {"one", {{3, 2, 1}}},
      {"few", Random(256, 100, 1, 100)},
      {"just too many for few", Random(257, 100, 1, 100)},
      {"many different", Random(100'000, 1 << 30, 1, 10)},
      {"high bits", Random(50'000, 1 << 12, uint64_t{1} << 52, 1000)},
      {"far apart", Random(50'000, 3, uint64_t{1} << 61, 70'000)},
      {"one hub", Random(50'000, 1, 1, 70'000)},
      {"all equal in the keys", Random(50'000, 1, 1, 1)},
  };
  for (const auto& test : kCases) {
    std::vector<Triplet> expected = test.triplets;
    std::sort(expected.begin(), expected.end());
    std::vector<Triplet> sorted = test.triplets;
    RadixSort(sorted.data(), sorted.data() + sorted.size());
    EXPECT_EQ(sorted, expected) << test.name;
    RadixSort(sorted.data(), sorted.data() + sorted.size());
    EXPECT_EQ(sorted, expected) << test.name << ", sorted before";
  }
}

}  // namespace
}  // namespace weft::graphstore
