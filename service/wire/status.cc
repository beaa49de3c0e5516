#include "service/wire/status.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "google/protobuf/any.pb.h"
#include "google/rpc/error_details.pb.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";

// gRPC sends errors as headers: beyond 16 KiB of them, the details and what
// base64 adds included, the client sees another error in their place.
constexpr size_t kMessageBytes = 1536;
constexpr size_t kNameBytes = 512;

// `text` as valid UTF-8, with about `bytes` bytes at most.
std::string Shortened(absl::string_view text, size_t bytes) {
  if (text.size() <= bytes) return ToUtf8(text);
  // Not within a character.
  while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
  return absl::StrCat(ToUtf8(text.substr(0, bytes)), "…");
}

template <typename Message>
std::string TypeUrl() {
  return kTypePrefix + Message::descriptor()->full_name();
}

template <typename Message>
void Attach(const Message& message, absl::Status* status) {
  status->SetPayload(TypeUrl<Message>(),
                     absl::Cord(message.SerializeAsString()));
}

// The payload of this type; an empty message without one.
template <typename Message>
Message Attached(const absl::Status& status) {
  Message message;
  if (auto payload = status.GetPayload(TypeUrl<Message>())) {
    if (!message.ParseFromString(std::string(*payload))) message.Clear();
  }
  return message;
}

template <typename Message>
bool Has(const absl::Status& status) {
  return status.GetPayload(TypeUrl<Message>()).has_value();
}

absl::Status Completed(absl::Status status) {
  if (!Has<google::rpc::ErrorInfo>(status)) {
    status =
        WithReason(std::move(status), absl::StatusCodeToString(status.code()));
  }
  if (absl::IsUnavailable(status) && !Has<google::rpc::RetryInfo>(status)) {
    status = WithRetryDelay(std::move(status), kRetryDelay);
  }
  return status;
}

}  // namespace

absl::Status InvalidFieldError(absl::string_view field,
                               absl::string_view description) {
  absl::Status status =
      absl::InvalidArgumentError(absl::StrCat(field, ": ", description));
  google::rpc::BadRequest details;
  auto* violation = details.add_field_violations();
  violation->set_field(Shortened(field, kNameBytes));
  violation->set_description(Shortened(description, kMessageBytes));
  Attach(details, &status);
  return status;
}

absl::Status MissingError(absl::string_view type, absl::string_view name,
                          absl::string_view message) {
  absl::Status status = absl::NotFoundError(message);
  google::rpc::ResourceInfo details;
  details.set_resource_type(ToUtf8(type));
  details.set_resource_name(Shortened(name, kNameBytes));
  details.set_description(Shortened(message, kMessageBytes));
  Attach(details, &status);
  return status;
}

absl::Status WithReason(absl::Status status, absl::string_view reason) {
  if (status.ok()) return status;
  google::rpc::ErrorInfo info;
  info.set_reason(ToUtf8(reason));
  info.set_domain(kErrorDomain);
  Attach(info, &status);
  return status;
}

absl::Status WithRetryDelay(absl::Status status, absl::Duration delay) {
  if (status.ok()) return status;
  google::rpc::RetryInfo info;
  const int64_t nanos = absl::ToInt64Nanoseconds(delay);
  info.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  info.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(nanos % 1'000'000'000));
  Attach(info, &status);
  return status;
}

std::string Reason(const absl::Status& status) {
  return Attached<google::rpc::ErrorInfo>(status).reason();
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status out;
  if (status.ok()) return out;
  const absl::Status complete = Completed(status);
  out.set_code(static_cast<int>(complete.code()));
  out.set_message(Shortened(complete.message(), kMessageBytes));
  complete.ForEachPayload(
      [&out](absl::string_view type_url, const absl::Cord& payload) {
        google::protobuf::Any* any = out.add_details();
        any->set_type_url(std::string(type_url));
        any->set_value(std::string(payload));
      });
  return out;
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status rpc = ToRpcStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(rpc.code()), rpc.message(),
                      rpc.SerializeAsString());
}

absl::Status FromRpcStatus(const google::rpc::Status& status) {
  const bool known = status.code() >= 0 && status.code() <= 16;
  absl::Status out(known ? static_cast<absl::StatusCode>(status.code())
                         : absl::StatusCode::kUnknown,
                   status.message());
  for (const google::protobuf::Any& any : status.details()) {
    out.SetPayload(any.type_url(), absl::Cord(any.value()));
  }
  return out;
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status rpc;
  // The details are the whole error once more; what the transport says counts
  // where they are missing or not ours.
  if (!rpc.ParseFromString(status.error_details())) rpc.Clear();
  rpc.set_code(status.error_code());
  rpc.set_message(status.error_message());
  return FromRpcStatus(rpc);
}

}  // namespace weft::service
