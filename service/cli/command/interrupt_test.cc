#include "service/cli/command/interrupt.h"

#include <csignal>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(InterruptGuard, NotesTheFirstSignal) {
  for (int signal : {SIGINT, SIGTERM}) {
    InterruptGuard guard;
    EXPECT_FALSE(guard.interrupted());
    std::raise(signal);
    EXPECT_TRUE(guard.interrupted());
  }
}

TEST(InterruptGuardDeathTest, TheSecondSignalEndsTheProcess) {
  EXPECT_EXIT(
      {
        InterruptGuard guard;
        std::raise(SIGINT);
        std::raise(SIGINT);
      },
      ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace weft::service
