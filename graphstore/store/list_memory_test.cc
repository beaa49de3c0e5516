#include "graphstore/store/list_memory.h"

#include <cstdint>
#include <cstring>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

// Blocks of all sizes, each filled with a byte of its own, given back and taken
// again in random order: none may overlap another.
TEST(ListMemory, BlocksKeepWhatIsWrittenIntoThem) {
  struct Block {
    unsigned char* memory;
    size_t bytes;
    unsigned char fill;
  };
  std::mt19937 random(1);
  std::vector<Block> blocks;
  for (int step = 0; step < 40'000; ++step) {
    if (blocks.size() > 3000 || (!blocks.empty() && random() % 3 == 0)) {
      std::swap(blocks[random() % blocks.size()], blocks.back());
      const Block block = blocks.back();
      blocks.pop_back();
      ASSERT_EQ(block.memory[0], block.fill);
      ASSERT_EQ(block.memory[block.bytes / 2], block.fill);
      ASSERT_EQ(block.memory[block.bytes - 1], block.fill);
      FreeListMemory(block.memory, block.bytes);
      continue;
    }
    // 16 KiB is the largest size that shares pages.
    const size_t most = random() % 50 == 0 ? 40'000 : 2'000;
    const Block block = {nullptr, 1 + random() % most,
                         static_cast<unsigned char>(step)};
    blocks.push_back(block);
    auto* memory = static_cast<unsigned char*>(AllocateListMemory(block.bytes));
    blocks.back().memory = memory;
    ASSERT_EQ(reinterpret_cast<uintptr_t>(memory) % 8, 0u);
    std::memset(memory, block.fill, block.bytes);
  }
  for (const Block& block : blocks) {
    ASSERT_EQ(block.memory[block.bytes - 1], block.fill);
    FreeListMemory(block.memory, block.bytes);
  }
}

TEST(ListMemory, WhatWasGivenBackIsUsedAgain) {
  void* first = AllocateListMemory(5000);
  FreeListMemory(first, 5000);
  void* second = AllocateListMemory(5000);
  EXPECT_EQ(first, second);
  FreeListMemory(second, 5000);
}

}  // namespace
}  // namespace weft::graphstore
