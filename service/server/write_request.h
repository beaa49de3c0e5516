// The `request_id` of requests to write (proto/weft/v1/admin.proto).
#ifndef WEFT_SERVICE_SERVER_WRITE_REQUEST_H_
#define WEFT_SERVICE_SERVER_WRITE_REQUEST_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "graphstore/store/write_options.h"

namespace weft::service {

inline constexpr size_t kLongestWriteRequestId = 128;

// InvalidArgument: longer than that.
absl::Status CheckWriteRequestId(const std::string& id);

// `rest`: the request without its id. Errors: those of CheckWriteRequestId().
absl::StatusOr<graphstore::WriteRequest> MakeWriteRequest(
    const std::string& id, const google::protobuf::Message& rest);

// The id of `request`, and a fingerprint of its type and all of its other
// fields. Errors: the same.
template <typename Request>
absl::StatusOr<graphstore::WriteRequest> ToWriteRequest(
    const Request& request) {
  Request rest = request;
  rest.clear_request_id();
  return MakeWriteRequest(request.request_id(), rest);
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_WRITE_REQUEST_H_
