#include "base/running_hash.h"

#include <string>

#include "base/hash.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(RunningHash, IsTheHashOfAllPieces) {
  RunningHash hash;
  EXPECT_EQ(hash.value(), StableHash(""));
  std::string all;
  for (const size_t size : {1, 0, 7, 31, 32, 33, 1000}) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    all += piece;
    hash.Add(piece);
    EXPECT_EQ(hash.value(), StableHash(all)) << size;
  }
}

}  // namespace
}  // namespace weft
