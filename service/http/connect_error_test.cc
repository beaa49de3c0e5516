#include "service/http/connect_error.h"

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using Json = nlohmann::json;

// The table of https://connectrpc.com/docs/protocol, "Error Codes".
TEST(ConnectCode, IsThatOfTheProtocol) {
  const struct {
    absl::StatusCode code;
    const char* name;
    int http_status;
  } kRows[] = {
      {absl::StatusCode::kCancelled, "canceled", 499},
      {absl::StatusCode::kUnknown, "unknown", 500},
      {absl::StatusCode::kInvalidArgument, "invalid_argument", 400},
      {absl::StatusCode::kDeadlineExceeded, "deadline_exceeded", 504},
      {absl::StatusCode::kNotFound, "not_found", 404},
      {absl::StatusCode::kAlreadyExists, "already_exists", 409},
      {absl::StatusCode::kPermissionDenied, "permission_denied", 403},
      {absl::StatusCode::kResourceExhausted, "resource_exhausted", 429},
      {absl::StatusCode::kFailedPrecondition, "failed_precondition", 400},
      {absl::StatusCode::kAborted, "aborted", 409},
      {absl::StatusCode::kOutOfRange, "out_of_range", 400},
      {absl::StatusCode::kUnimplemented, "unimplemented", 501},
      {absl::StatusCode::kInternal, "internal", 500},
      {absl::StatusCode::kUnavailable, "unavailable", 503},
      {absl::StatusCode::kDataLoss, "data_loss", 500},
      {absl::StatusCode::kUnauthenticated, "unauthenticated", 401},
  };
  for (const auto& row : kRows) {
    const int code = static_cast<int>(row.code);
    EXPECT_EQ(ConnectCode(code), row.name);
    EXPECT_EQ(HttpStatusOf(code), row.http_status) << row.name;
  }
  EXPECT_EQ(ConnectCode(17), "unknown");
  EXPECT_EQ(ConnectCode(-1), "unknown");
}

TEST(ErrorJson, CarriesDetails) {
  const Json error = Json::parse(
      ErrorJson(ToRpcStatus(InvalidFieldError("depth", "17 is more than 16"))));
  EXPECT_EQ(error["code"], "invalid_argument");
  EXPECT_EQ(error["message"], "depth: 17 is more than 16");
  ASSERT_EQ(error["details"].size(), 2u);
  Json violations;
  for (const Json& detail : error["details"]) {
    if (detail["type"] == "google.rpc.BadRequest") violations = detail;
  }
  // Base64 without padding of
  // BadRequest{field_violations {field: "depth" description: "17 is ..."}}.
  EXPECT_EQ(violations["value"], "ChsKBWRlcHRoEhIxNyBpcyBtb3JlIHRoYW4gMTY");
  EXPECT_EQ(violations["debug"]["fieldViolations"][0]["field"], "depth");
}

TEST(ErrorJson, LeavesOutWhatItDoesNotKnow) {
  google::rpc::Status status;
  status.set_code(5);
  auto* detail = status.add_details();
  detail->set_type_url("type.googleapis.com/example.Unknown");
  detail->set_value("a");
  EXPECT_EQ(ErrorJson(status),
            R"({"code":"not_found","details":[{"type":"example.Unknown",)"
            R"("value":"YQ"}]})");
}

TEST(EndOfStreamJson, CarriesErrorAndTrailers) {
  google::rpc::Status status;
  EXPECT_EQ(EndOfStreamJson(status, {}), "{}");
  status.set_code(10);
  status.set_message("start again");
  EXPECT_EQ(EndOfStreamJson(status, {{"a", "1"}, {"a", "2"}}),
            R"({"error":{"code":"aborted","message":"start again"},)"
            R"("metadata":{"a":["1","2"]}})");
}

TEST(ErrorResponse, HasTheStatusOfTheCode) {
  const HttpResponse response = ErrorResponse(absl::NotFoundError("no such"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(FindHeader(response.headers, "content-type"), "application/json");
  EXPECT_EQ(Json::parse(response.body)["message"], "no such");
  EXPECT_EQ(FindHeader(response.headers, "retry-after"), "");
}

TEST(ErrorResponse, SaysWhenToTryAgain) {
  const HttpResponse response = ErrorResponse(absl::UnavailableError("full"));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(FindHeader(response.headers, "retry-after"), "1");
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(200'000'000);
  google::rpc::Status status;
  status.set_code(8);
  status.add_details()->PackFrom(retry);
  EXPECT_EQ(FindHeader(ErrorResponse(status).headers, "retry-after"), "1");
}

}  // namespace
}  // namespace weft::service
