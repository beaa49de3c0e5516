#include "graphstore/load/posting_blocks.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "graphstore/store/block_list.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

TEST(PostingBlocks, EqualTheListCutAtOnce) {
  std::mt19937_64 random(3);
  for (const size_t size : {0, 1, 2, 127, 128, 129, 5000}) {
    std::vector<uint64_t> ids;
    uint64_t id = 0;
    for (size_t i = 0; i < size; ++i) ids.push_back(id += 1 + random() % 300);
    Rows expected, rows;
    EmitBlocks<PostingList>("Gabc", ids, [&](std::string key, std::string v) {
      expected.emplace_back(key, v);
    });
    PostingBlocks blocks;
    for (const uint64_t one : ids) {
      blocks.Add(one);
      blocks.Add(one);
    }
    blocks.ForEachRow("Gabc", [&](std::string key, const std::string& v) {
      rows.emplace_back(key, v);
    });
    EXPECT_EQ(rows, expected);
    EXPECT_EQ(rows.size() > 10, size == 5000);
  }
}

}  // namespace
}  // namespace weft::graphstore
