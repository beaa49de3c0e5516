#include "base/hash.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

// Values of the reference implementation of XXH64 with seed 0: stored hashes
// depend on them.
TEST(StableHash, NeverChanges) {
  EXPECT_EQ(StableHash(""), 0xEF46DB3751D8E999u);
  EXPECT_EQ(StableHash("a"), 0xD24EC4F1A98C6E5Bu);
  EXPECT_EQ(StableHash("abc"), 0x44BC2CF5AD770999u);
}

}  // namespace
}  // namespace weft
