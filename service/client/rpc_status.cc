#include "service/client/rpc_status.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace weft::service {
namespace {

constexpr int kLastCode = 16;  // UNAUTHENTICATED

absl::StatusCode CodeOf(int code) {
  if (code < 0 || code > kLastCode) return absl::StatusCode::kUnknown;
  return static_cast<absl::StatusCode>(code);
}

// What the details say that `message` does not.
std::string DetailText(const google::rpc::Status& status,
                       const std::string& message) {
  std::string text;
  for (const google::protobuf::Any& detail : status.details()) {
    google::rpc::BadRequest bad_request;
    if (!detail.UnpackTo(&bad_request)) continue;
    for (const auto& violation : bad_request.field_violations()) {
      if (absl::StrContains(message, violation.description())) continue;
      absl::StrAppend(&text, text.empty() ? "" : "; ", violation.field(), ": ",
                      violation.description());
    }
  }
  return text;
}

}  // namespace

absl::Status FromRpcStatus(const google::rpc::Status& status) {
  const absl::StatusCode code = CodeOf(status.code());
  if (code == absl::StatusCode::kOk) return absl::OkStatus();
  std::string message = status.message();
  const std::string details = DetailText(status, message);
  if (!details.empty()) absl::StrAppend(&message, " (", details, ")");
  return absl::Status(code, message);
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status rpc_status;
  const std::string& details = status.error_details();
  if (details.empty() || !rpc_status.ParseFromString(details)) {
    rpc_status.Clear();
  }
  // The status line is what counts; details only add to it.
  rpc_status.set_code(status.error_code());
  rpc_status.set_message(status.error_message());
  return FromRpcStatus(rpc_status);
}

}  // namespace weft::service
