#include "service/wire/status.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

template <typename Message>
Message Detail(const google::rpc::Status& status) {
  Message message;
  for (const auto& any : status.details()) {
    if (any.UnpackTo(&message)) return message;
  }
  ADD_FAILURE() << "no " << Message::descriptor()->full_name() << " in "
                << status.ShortDebugString();
  return message;
}

TEST(Status, OkHasNothing) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_EQ(ToRpcStatus(absl::OkStatus()).ByteSizeLong(), 0u);
  EXPECT_OK(FromGrpcStatus(grpc::Status::OK));
}

TEST(Status, KeepsCodeAndMessageBothWays) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    const grpc::Status grpc = ToGrpcStatus(status);
    EXPECT_EQ(static_cast<int>(grpc.error_code()), code);
    EXPECT_EQ(grpc.error_message(), "why");
    EXPECT_THAT(FromGrpcStatus(grpc),
                StatusIs(status.code(), testing::StrEq("why")));
  }
}

TEST(Status, AlwaysNamesAReason) {
  const auto info = Detail<google::rpc::ErrorInfo>(
      ToRpcStatus(absl::AbortedError("page token expired")));
  EXPECT_EQ(info.domain(), "weft");
  EXPECT_EQ(info.reason(), "ABORTED");
}

TEST(Status, KeepsAGivenReason) {
  const grpc::Status grpc = ToGrpcStatus(
      WithReason(absl::AbortedError("page token expired"), "TOKEN_EXPIRED"));
  EXPECT_EQ(Reason(FromGrpcStatus(grpc)), "TOKEN_EXPIRED");
  EXPECT_EQ(Reason(absl::AbortedError("none")), "");
  EXPECT_OK(WithReason(absl::OkStatus(), "NOTHING"));
}

TEST(Status, NamesTheFieldThatIsWrong) {
  const absl::Status status = InvalidFieldError("depth", "17 is more than 16");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               testing::StrEq("depth: 17 is more than 16")));
  const auto details = Detail<google::rpc::BadRequest>(ToRpcStatus(status));
  ASSERT_EQ(details.field_violations_size(), 1);
  EXPECT_EQ(details.field_violations(0).field(), "depth");
  EXPECT_EQ(details.field_violations(0).description(), "17 is more than 16");
}

TEST(Status, NamesTheResourceThatIsMissing) {
  const auto details = Detail<google::rpc::ResourceInfo>(
      ToRpcStatus(MissingError("document", "a.txt", "no document \"a.txt\"")));
  EXPECT_EQ(details.resource_type(), "document");
  EXPECT_EQ(details.resource_name(), "a.txt");
}

TEST(Status, SaysWhenToTryAgain) {
  const auto details = Detail<google::rpc::RetryInfo>(
      ToRpcStatus(absl::UnavailableError("draining")));
  EXPECT_EQ(details.retry_delay().seconds(), 1);
}

TEST(Status, KeepsAGivenRetryDelay) {
  const auto details =
      Detail<google::rpc::RetryInfo>(ToRpcStatus(WithRetryDelay(
          absl::UnavailableError("busy"), absl::Milliseconds(2250))));
  EXPECT_EQ(details.retry_delay().seconds(), 2);
  EXPECT_EQ(details.retry_delay().nanos(), 250'000'000);
  EXPECT_OK(WithRetryDelay(absl::OkStatus(), absl::Seconds(1)));
}

TEST(Status, IsValidUtf8) {
  const grpc::Status grpc = ToGrpcStatus(
      MissingError("document", "\xFF.txt", "no document \xFF.txt"));
  EXPECT_EQ(grpc.error_message(), "no document \uFFFD.txt");
  google::rpc::Status parsed;
  EXPECT_TRUE(parsed.ParseFromString(grpc.error_details()));
}

// Errors go as headers, which are bounded.
TEST(Status, ShortensWhatIsLong) {
  std::string name;
  while (name.size() < 100'000) name += "\u00e9";
  const google::rpc::Status status = ToRpcStatus(
      MissingError("entity", name, absl::StrCat("no entity ", name)));
  EXPECT_LT(status.ByteSizeLong(), 6000u);
  EXPECT_THAT(status.message(), testing::StartsWith("no entity \u00e9\u00e9"));
  EXPECT_THAT(status.message(), testing::EndsWith("\u00e9…"));
}

TEST(Status, SurvivesForeignDetails) {
  const grpc::Status grpc(grpc::StatusCode::INTERNAL, "odd",
                          "\xFF\xFF not one");
  EXPECT_THAT(FromGrpcStatus(grpc),
              StatusIs(absl::StatusCode::kInternal, testing::StrEq("odd")));
  google::rpc::Status unknown;
  unknown.set_code(99);
  EXPECT_THAT(FromRpcStatus(unknown), StatusIs(absl::StatusCode::kUnknown));
}

}  // namespace
}  // namespace weft::service
