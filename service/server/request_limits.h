// How large requests may be.
#ifndef WEFT_SERVICE_SERVER_REQUEST_LIMITS_H_
#define WEFT_SERVICE_SERVER_REQUEST_LIMITS_H_

#include <cstddef>

#include "absl/status/status.h"

namespace weft::service {

// Replies have no limit of the server's; clients set their own.
struct RequestLimits {
  // Of one message: a document with its frame.
  int message_bytes = 72 << 20;
  size_t document_bytes = size_t{64} << 20;
  // In one message of ImportTriples.
  size_t batch_triples = 1'000'000;
};

// ResourceExhausted: a document of this size is not taken.
absl::Status CheckDocumentSize(size_t bytes, const RequestLimits& limits);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_REQUEST_LIMITS_H_
