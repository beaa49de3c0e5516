#include "service/server/request_limits.h"

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(CheckDocumentSize, TakesWhatIsNotLarger) {
  RequestLimits limits;
  limits.document_bytes = 10;
  EXPECT_OK(CheckDocumentSize(10, limits));
  EXPECT_THAT(CheckDocumentSize(11, limits),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       testing::HasSubstr("11 bytes; this server takes at "
                                          "most 10")));
}

}  // namespace
}  // namespace weft::service
