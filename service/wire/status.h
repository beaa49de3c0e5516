// Errors on the wire, in the form of AIP-193: the only place that knows how an
// absl::Status becomes a grpc::Status or a google.rpc.Status, and back.
//
// Details travel as payloads of the absl::Status, one for each type of
// google/rpc/error_details.proto, keyed by its type URL. On the way out every
// error gets an ErrorInfo of the domain "weft" (its reason is the name of the
// code unless WithReason() set another), and Unavailable a RetryInfo.
//
//   return InvalidFieldError("depth", "17 is more than 16 hops");
//   return MissingError("document", id, "no document \"a\" ...");
#ifndef WEFT_SERVICE_WIRE_STATUS_H_
#define WEFT_SERVICE_WIRE_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace weft::service {

// The domain of every ErrorInfo.
inline constexpr char kErrorDomain[] = "weft";
// What a client waits before it tries again after Unavailable, or when it was
// over its limits.
inline constexpr absl::Duration kRetryDelay = absl::Seconds(1);

// InvalidArgument "FIELD: DESCRIPTION" with a BadRequest that names the field
// of the request ("document.id").
absl::Status InvalidFieldError(absl::string_view field,
                               absl::string_view description);

// NotFound with a ResourceInfo: `type` is "entity", "document" ..., `name` what
// was asked for.
absl::Status MissingError(absl::string_view type, absl::string_view name,
                          absl::string_view message);

// `status` with the reason of its ErrorInfo, UPPER_SNAKE_CASE.
absl::Status WithReason(absl::Status status, absl::string_view reason);
// `status` with a RetryInfo: when the client may try again.
absl::Status WithRetryDelay(absl::Status status, absl::Duration delay);
// The reason that WithReason() or a server gave; "" without one.
std::string Reason(const absl::Status& status);

// OK has neither message nor details.
google::rpc::Status ToRpcStatus(const absl::Status& status);
grpc::Status ToGrpcStatus(const absl::Status& status);

// The way back, details included. A code outside 0..16 becomes Unknown.
absl::Status FromRpcStatus(const google::rpc::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_STATUS_H_
