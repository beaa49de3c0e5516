#include "base/long_work.h"

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(WorkProgress, Counts) {
  WorkProgress progress;
  EXPECT_EQ(progress.Get(), (WorkProgress::State{0, 0}));
  progress.Begin(100);
  progress.Add(30);
  progress.Add(20);
  EXPECT_EQ(progress.Get(), (WorkProgress::State{50, 100}));
  // The total was an estimate.
  progress.Add(60);
  EXPECT_EQ(progress.Get(), (WorkProgress::State{100, 100}));
}

TEST(WorkProgress, MeasuresUntilTheEnd) {
  WorkProgress progress;
  uint64_t size = 0;
  progress.Measure(10, [&] { return size; });
  EXPECT_EQ(progress.Get(), (WorkProgress::State{0, 10}));
  size = 7;
  EXPECT_EQ(progress.Get(), (WorkProgress::State{7, 10}));
  progress.End();
  size = 3;
  EXPECT_EQ(progress.Get(), (WorkProgress::State{10, 10}));
}

TEST(LongWork, StopsWhenItIsCancelled) {
  WorkProgress progress;
  Cancellation cancellation;
  const LongWork work = {&progress, &cancellation};
  work.Begin(3);
  EXPECT_OK(work.Did(2));
  cancellation.Cancel();
  EXPECT_THAT(work.Did(1), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(progress.Get().done, 3u);
}

TEST(LongWork, NeedsNobodyToWatch) {
  const LongWork work;
  work.Begin(3);
  EXPECT_OK(work.Did(3));
}

}  // namespace
}  // namespace weft
