#include "service/client/rpc_status.h"

#include "base/status_matchers.h"
#include "google/rpc/error_details.pb.h"

namespace weft::service {
namespace {

google::rpc::Status WithViolation(const char* message, const char* field,
                                  const char* description) {
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field(field);
  violation->set_description(description);
  google::rpc::Status status;
  status.set_code(3);
  status.set_message(message);
  status.add_details()->PackFrom(bad_request);
  return status;
}

TEST(FromRpcStatus, KeepsCodeAndMessage) {
  google::rpc::Status status;
  status.set_code(6);
  status.set_message("a.txt is already there with other content");
  EXPECT_THAT(FromRpcStatus(status),
              StatusIs(absl::StatusCode::kAlreadyExists,
                       "a.txt is already there with other content"));
}

TEST(FromRpcStatus, CodeZeroIsOk) {
  EXPECT_OK(FromRpcStatus(google::rpc::Status()));
}

TEST(FromRpcStatus, TellsWhichFieldWasWrong) {
  EXPECT_THAT(FromRpcStatus(WithViolation("bad request", "since",
                                          "\"soon\" is no ISO date")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "bad request (since: \"soon\" is no ISO date)"));
}

TEST(FromRpcStatus, DoesNotSayAnythingTwice) {
  EXPECT_THAT(FromRpcStatus(WithViolation("since: \"soon\" is no ISO date",
                                          "since", "\"soon\" is no ISO date")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "since: \"soon\" is no ISO date"));
}

TEST(FromGrpcStatus, ReadsDetailsFromTheTrailer) {
  const grpc::Status status(
      grpc::StatusCode::INVALID_ARGUMENT, "bad request",
      WithViolation("", "page_size", "must be at most 1000")
          .SerializeAsString());
  EXPECT_THAT(FromGrpcStatus(status),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "bad request (page_size: must be at most 1000)"));
}

TEST(FromGrpcStatus, SurvivesDetailsThatAreNoMessage) {
  const grpc::Status status(grpc::StatusCode::INTERNAL, "oops", "\xff\xff\xff");
  EXPECT_THAT(FromGrpcStatus(status),
              StatusIs(absl::StatusCode::kInternal, "oops"));
}

TEST(FromGrpcStatus, UnknownCodesAreUnknownErrors) {
  const grpc::Status status(static_cast<grpc::StatusCode>(99), "what?");
  EXPECT_THAT(FromGrpcStatus(status),
              StatusIs(absl::StatusCode::kUnknown, "what?"));
}

}  // namespace
}  // namespace weft::service
