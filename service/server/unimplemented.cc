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

grpc::Status UnimplementedGraphRpcs::ExportGraph(
    grpc::ServerContext*, const v1::ExportGraphRequest*,
    grpc::ServerWriter<v1::ExportGraphResponse>*) {
  return NotYet("GraphService.ExportGraph");
}

grpc::Status UnimplementedIngestionRpcs::ImportTriples(
    grpc::ServerContext*, grpc::ServerReader<v1::ImportTriplesRequest>*,
    v1::ImportTriplesResponse*) {
  return NotYet("IngestionService.ImportTriples");
}

grpc::Status UnimplementedChangeService::Watch(
    grpc::ServerContext*, const v1::WatchRequest*,
    grpc::ServerWriter<v1::WatchResponse>*) {
  return NotYet("ChangeService.Watch");
}

grpc::Status UnimplementedAdminService::MergeEntities(
    grpc::ServerContext*, const v1::MergeEntitiesRequest*,
    v1::MergeEntitiesResponse*) {
  return NotYet("AdminService.MergeEntities");
}

grpc::Status UnimplementedAdminService::SplitEntity(
    grpc::ServerContext*, const v1::SplitEntityRequest*,
    v1::SplitEntityResponse*) {
  return NotYet("AdminService.SplitEntity");
}

grpc::Status UnimplementedAdminService::CreateBackup(
    grpc::ServerContext*, const v1::CreateBackupRequest*,
    v1::CreateBackupResponse*) {
  return NotYet("AdminService.CreateBackup");
}

grpc::Status UnimplementedAdminService::CheckIntegrity(
    grpc::ServerContext*, const v1::CheckIntegrityRequest*,
    v1::CheckIntegrityResponse*) {
  return NotYet("AdminService.CheckIntegrity");
}

grpc::Status UnimplementedAdminService::CompactStorage(
    grpc::ServerContext*, const v1::CompactStorageRequest*,
    v1::CompactStorageResponse*) {
  return NotYet("AdminService.CompactStorage");
}

}  // namespace weft::service
