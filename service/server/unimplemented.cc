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

grpc::Status UnimplementedGraphRpcs::Ask(grpc::ServerContext*,
                                         const v1::AskRequest*,
                                         v1::AskResponse*) {
  return NotYet("GraphService.Ask");
}

grpc::Status UnimplementedAdminRpcs::MergeEntities(
    grpc::ServerContext*, const v1::MergeEntitiesRequest*,
    v1::MergeEntitiesResponse*) {
  return NotYet("AdminService.MergeEntities");
}

grpc::Status UnimplementedAdminRpcs::SplitEntity(grpc::ServerContext*,
                                                 const v1::SplitEntityRequest*,
                                                 v1::SplitEntityResponse*) {
  return NotYet("AdminService.SplitEntity");
}

}  // namespace weft::service
