#include "service/http/envelope.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "base/coding.h"

namespace weft::service {

std::string MakeEnvelope(uint8_t flags, absl::string_view message) {
  std::string out;
  out.reserve(1 + sizeof(uint32_t) + message.size());
  out.push_back(static_cast<char>(flags));
  PutFixed32(static_cast<uint32_t>(message.size()), &out);
  out.append(message.data(), message.size());
  return out;
}

absl::StatusOr<std::vector<Envelope>> ParseEnvelopes(absl::string_view body) {
  std::vector<Envelope> out;
  const size_t size = body.size();
  while (!body.empty()) {
    const size_t at = size - body.size();
    Envelope envelope;
    envelope.flags = static_cast<uint8_t>(body[0]);
    body.remove_prefix(1);
    uint32_t length = 0;
    if (!GetFixed32(&body, &length) || length > body.size()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the body ends within the message at byte ", at,
          "; a message is one byte of flags, four of its length, the highest "
          "first, and itself"));
    }
    if (envelope.flags > (kCompressedFlag | kEndOfStreamFlag)) {
      return absl::InvalidArgumentError(absl::StrCat("the message at byte ", at,
                                                     " has the unknown flags ",
                                                     envelope.flags));
    }
    envelope.message = body.substr(0, length);
    body.remove_prefix(length);
    out.push_back(envelope);
  }
  return out;
}

}  // namespace weft::service
