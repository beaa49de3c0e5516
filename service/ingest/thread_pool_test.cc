#include "service/ingest/thread_pool.h"

#include <atomic>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(ThreadPool, RunsEveryTaskOnce) {
  constexpr int kTasks = 1000;
  std::atomic<int> sum{0};
  absl::BlockingCounter done(kTasks);
  ThreadPool pool(4);
  for (int i = 0; i < kTasks; ++i) {
    pool.Schedule([&sum, &done, i] {
      sum += i;
      done.DecrementCount();
    });
  }
  done.Wait();
  EXPECT_EQ(sum, kTasks * (kTasks - 1) / 2);
}

TEST(ThreadPool, KeepsTheOrderWithOneThread) {
  std::vector<int> order;
  absl::Notification done;
  ThreadPool pool(0);  // at least one
  for (int i = 0; i < 5; ++i) {
    pool.Schedule([&order, i] { order.push_back(i); });
  }
  pool.Schedule([&done] { done.Notify(); });
  done.WaitForNotification();
  EXPECT_THAT(order, testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(ThreadPool, DropsWhatIsQueuedWhenItEnds) {
  std::atomic<bool> ran{false};
  absl::Notification started;
  absl::Notification release;
  {
    auto pool = std::make_unique<ThreadPool>(1);
    pool->Schedule([&] {
      started.Notify();
      release.WaitForNotification();
    });
    pool->Schedule([&ran] { ran = true; });
    started.WaitForNotification();
    std::thread ending([&pool] { pool.reset(); });
    release.Notify();
    ending.join();
  }
  // Either the end came first, or the second task ran whole before it: never
  // after it. What counts is that nothing hangs and nothing runs later.
  SUCCEED();
}

}  // namespace
}  // namespace weft::service
