#include "graphstore/kv/cancel_flag.h"

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::graphstore::kv {
namespace {

TEST(CancelFlag, IsSetWhenTheWorkIsCancelled) {
  Cancellation cancellation;
  CancelFlag flag(&cancellation);
  EXPECT_FALSE(flag.get()->load());
  EXPECT_OK(flag.Why());
  cancellation.Cancel();
  flag.get()->wait(false);
  EXPECT_THAT(flag.Why(), StatusIs(absl::StatusCode::kCancelled));
}

TEST(CancelFlag, IsSetFromTheStartWhereThereIsNoTimeLeft) {
  const Cancellation cancellation(absl::InfinitePast());
  CancelFlag flag(&cancellation);
  EXPECT_TRUE(flag.get()->load());
  EXPECT_THAT(flag.Why(), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(CancelFlag, IsNotSetByNobody) {
  CancelFlag flag(nullptr);
  EXPECT_FALSE(flag.get()->load());
  EXPECT_OK(flag.Why());
}

}  // namespace
}  // namespace weft::graphstore::kv
