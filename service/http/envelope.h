// Messages of a stream within the body of a request or an answer, in the form
// of the Connect protocol: one byte of flags, the length in four bytes with the
// highest first, the message (https://connectrpc.com/docs/protocol).
#ifndef WEFT_SERVICE_HTTP_ENVELOPE_H_
#define WEFT_SERVICE_HTTP_ENVELOPE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::service {

inline constexpr uint8_t kCompressedFlag = 1;
inline constexpr uint8_t kEndOfStreamFlag = 2;

struct Envelope {
  uint8_t flags = 0;
  absl::string_view message;
};

// The bytes of one envelope.
std::string MakeEnvelope(uint8_t flags, absl::string_view message);

// The envelopes of a whole body; they point into it. InvalidArgument: the body
// ends within one; a flag that the protocol does not have.
absl::StatusOr<std::vector<Envelope>> ParseEnvelopes(absl::string_view body);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_ENVELOPE_H_
