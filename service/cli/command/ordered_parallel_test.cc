#include "service/cli/command/ordered_parallel.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

std::function<std::optional<int>()> CountTo(int end) {
  return [next = 0, end]() mutable {
    return next < end ? std::optional<int>(next++) : std::nullopt;
  };
}

TEST(OrderedParallel, KeepsTheOrderWhateverTheWindow) {
  for (int window : {1, 2, 7, 100}) {
    std::vector<int> results;
    OrderedParallel<int, int>(
        window, CountTo(50), [](const int& i) { return i * i; },
        [&](int& item, int result) {
          EXPECT_EQ(result, item * item);
          results.push_back(item);
        });
    ASSERT_EQ(results.size(), 50);
    EXPECT_TRUE(std::is_sorted(results.begin(), results.end()));
  }
}

TEST(OrderedParallel, NeverHoldsMoreThanTheWindow) {
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  OrderedParallel<int, int>(
      3, CountTo(50),
      [&](const int& i) {
        most = std::max(most.load(), ++running);
        --running;
        return i;
      },
      [](int&, int) {});
  EXPECT_LE(most, 3);
}

TEST(OrderedParallel, NothingIsNothing) {
  OrderedParallel<int, int>(
      2, CountTo(0), [](const int& i) { return i; }, [](int&, int) { FAIL(); });
}

}  // namespace
}  // namespace weft::service
