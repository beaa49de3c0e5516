#include "base/status.h"

#include <memory>
#include <string>

#include "absl/strings/cord.h"
#include "base/status_matchers.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<std::unique_ptr<int>> Half(int value) {
  if (value % 2 != 0) return absl::InvalidArgumentError("odd");
  return std::make_unique<int>(value / 2);
}

absl::StatusOr<int> Quarter(int value) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<int> half, Half(value));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<int> quarter, Half(*half));
  return *quarter;
}

TEST(StatusMacros, PassValuesOnAndReturnErrors) {
  ASSERT_OK_AND_ASSIGN(int quarter, Quarter(12));
  EXPECT_EQ(quarter, 3);
  EXPECT_THAT(Quarter(6), StatusIs(absl::StatusCode::kInvalidArgument, "odd"));
}

TEST(Annotate, PutsTheContextBeforeTheMessageAndKeepsPayloads) {
  absl::Status status = absl::DataLossError("bad checksum");
  status.SetPayload("weft/key", absl::Cord("42"));
  absl::Status annotated = Annotate(status, "model.bin");
  EXPECT_THAT(annotated,
              StatusIs(absl::StatusCode::kDataLoss, "model.bin: bad checksum"));
  EXPECT_EQ(annotated.GetPayload("weft/key"), absl::Cord("42"));
  EXPECT_OK(Annotate(absl::OkStatus(), "anything"));
}

}  // namespace
}  // namespace weft
