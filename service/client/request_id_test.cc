#include "service/client/request_id.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(NewRequestId, IsAnother) {
  EXPECT_NE(NewRequestId(), NewRequestId());
  EXPECT_EQ(NewRequestId().size(), NewRequestId().size());
}

}  // namespace
}  // namespace weft::service
