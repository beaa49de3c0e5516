#include "service/cli/free_memory.h"

#include <memory>
#include <vector>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

// Small pieces, of which every hundredth stays.
std::vector<std::unique_ptr<char[]>> LeaveHoles() {
  std::vector<std::unique_ptr<char[]>> pieces;
  for (int i = 0; i < 100'000; ++i) {
    pieces.push_back(std::make_unique<char[]>(1000));
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (i % 100 != 0) pieces[i].reset();
  }
  return pieces;
}

TEST(FreeMemory, GivesBackWhatWasFreedOnceTheProcessHasGrown) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the allocator of the sanitizer gives nothing back";
#endif
  FreeMemory memory;
  memory.ReturnIfGrown();
  EXPECT_FALSE(memory.ReturnIfGrown());
  const uint64_t before = AnonymousMemory();
  ASSERT_GT(before, 0u);
  const auto held = LeaveHoles();
  const uint64_t grown = AnonymousMemory();
  EXPECT_GT(grown, before + (64u << 20));
  EXPECT_TRUE(memory.ReturnIfGrown());
  EXPECT_LT(AnonymousMemory(), grown - (32u << 20));
  EXPECT_FALSE(memory.ReturnIfGrown());
}

}  // namespace
}  // namespace weft::service
