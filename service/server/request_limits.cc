#include "service/server/request_limits.h"

#include "absl/strings/str_cat.h"

namespace weft::service {

absl::Status CheckDocumentSize(size_t bytes, const RequestLimits& limits) {
  if (bytes <= limits.document_bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "the document has ", bytes, " bytes; this server takes at most ",
      limits.document_bytes, ": cut it into parts"));
}

}  // namespace weft::service
