#include "service/cli/shell/interrupt_watch.h"

#include <csignal>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "service/cli/command/interrupt.h"

namespace weft::service {
namespace {

TEST(InterruptWatch, CallsForEachInterrupt) {
  absl::BlockingCounter calls(2);
  const InterruptWatch watch([&] { calls.DecrementCount(); });
  std::raise(SIGINT);
  std::raise(SIGINT);
  calls.Wait();
}

TEST(InterruptWatch, CommandsThatDealWithItGetTheFirst) {
  absl::Notification called;
  const InterruptWatch watch([&] { called.Notify(); });
  const InterruptGuard guard;
  std::raise(SIGINT);
  EXPECT_TRUE(guard.interrupted());
  EXPECT_FALSE(called.HasBeenNotified());
  std::raise(SIGINT);
  called.WaitForNotification();
}

}  // namespace
}  // namespace weft::service
