#include "service/server/write_request.h"

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "service/wire/status.h"

namespace weft::service {

absl::Status CheckWriteRequestId(const std::string& id) {
  if (id.size() <= kLongestWriteRequestId) return absl::OkStatus();
  return InvalidFieldError("request_id",
                           absl::StrCat("has ", id.size(), " bytes; at most ",
                                        kLongestWriteRequestId, " are taken"));
}

absl::StatusOr<graphstore::WriteRequest> MakeWriteRequest(
    const std::string& id, const google::protobuf::Message& rest) {
  WEFT_RETURN_IF_ERROR(CheckWriteRequestId(id));
  graphstore::WriteRequest request;
  if (id.empty()) return request;
  request.id = id;
  request.fingerprint = StableHash(
      absl::StrCat(rest.GetTypeName(), " ", rest.SerializeAsString()));
  return request;
}

}  // namespace weft::service
