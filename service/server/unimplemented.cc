#include "service/server/unimplemented.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

grpc::Status NotYet(absl::string_view rpc) {
  return ToGrpcStatus(absl::UnimplementedError(
      absl::StrCat(rpc, " is not in this version of Weft")));
}

}  // namespace

}  // namespace weft::service
