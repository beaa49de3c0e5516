#include "base/cancellation.h"

#include "base/status_matchers.h"

namespace weft {
namespace {

TEST(Cancellation, StopsWhenAsked) {
  Cancellation cancellation;
  EXPECT_OK(cancellation.Check());
  cancellation.Cancel();
  EXPECT_THAT(cancellation.Check(), StatusIs(absl::StatusCode::kCancelled));
}

TEST(Cancellation, StopsWhenTheCallerIsGone) {
  bool gone = false;
  Cancellation cancellation(absl::InfiniteFuture(), [&] { return gone; });
  EXPECT_OK(cancellation.Check());
  gone = true;
  EXPECT_THAT(cancellation.Check(), StatusIs(absl::StatusCode::kCancelled));
}

TEST(Cancellation, StopsAtTheDeadline) {
  EXPECT_THAT(Cancellation(absl::InfinitePast()).Check(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(Cancellation(absl::Now() + absl::Hours(1)).Check());
}

}  // namespace
}  // namespace weft
