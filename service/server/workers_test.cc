#include "service/server/workers.h"

#include <atomic>
#include <thread>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

// Runs so many tasks of which none ends before all have begun.
void RunTogether(Workers& workers, int tasks) {
  absl::BlockingCounter begun(tasks);
  absl::BlockingCounter ended(tasks);
  absl::Notification go;
  for (int i = 0; i < tasks; ++i) {
    workers.Run([&] {
      begun.DecrementCount();
      go.WaitForNotification();
      ended.DecrementCount();
    });
  }
  begun.Wait();
  go.Notify();
  ended.Wait();
}

TEST(Workers, HasAThreadForEachTask) {
  Workers workers;
  RunTogether(workers, 40);
}

TEST(Workers, UsesThreadsAgain) {
  Workers workers;
  for (int i = 0; i < 200; ++i) RunTogether(workers, 1);
  EXPECT_LT(workers.threads(), 100u);
}

TEST(Workers, FinishesAllTasksBeforeItGoes) {
  std::atomic<int> finished = 0;
  {
    Workers workers;
    for (int i = 0; i < 100; ++i) workers.Run([&] { ++finished; });
  }
  EXPECT_EQ(finished, 100);
}

TEST(Workers, LetsThreadsGoThatAreTooMany) {
  Workers workers;
  for (int round = 0; round < 3; ++round) {
    RunTogether(workers, 3 * Workers::kMostIdle);
    while (workers.threads() > Workers::kMostIdle) std::this_thread::yield();
  }
}

}  // namespace
}  // namespace weft::service
