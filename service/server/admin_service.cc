#include "service/server/admin_service.h"

#include <string>

#include "base/status.h"
#include "graphstore/store/store.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::NodeId;

absl::StatusOr<uint64_t> StoredBytes(graphstore::Store& store) {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  WEFT_ASSIGN_OR_RETURN(const graphstore::GraphStatistics statistics,
                        reader->Statistics());
  return statistics.stored_bytes;
}

absl::StatusOr<v1::CreateBackupResponse> Backup(
    graphstore::Store& store, const v1::CreateBackupRequest& request) {
  if (request.directory().empty()) {
    return InvalidFieldError("directory", "is empty; name a new folder");
  }
  WEFT_ASSIGN_OR_RETURN(const graphstore::BackupResult result,
                        store.Backup(request.directory()));
  v1::CreateBackupResponse response;
  response.set_version(result.version);
  response.set_byte_count(result.bytes);
  return response;
}

absl::StatusOr<v1::CheckIntegrityResponse> Check(graphstore::Store& store) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::CheckReport report, store.Check());
  v1::CheckIntegrityResponse response;
  response.set_ok(report.ok());
  for (const std::string& problem : report.problems) {
    response.add_problems(ToUtf8(problem));
  }
  response.set_problem_count(report.problem_count);
  response.set_keys_checked(report.keys_checked);
  response.set_version(report.version);
  return response;
}

absl::StatusOr<v1::CompactStorageResponse> Compact(graphstore::Store& store) {
  v1::CompactStorageResponse response;
  WEFT_ASSIGN_OR_RETURN(const uint64_t before, StoredBytes(store));
  WEFT_RETURN_IF_ERROR(store.Compact());
  WEFT_ASSIGN_OR_RETURN(const uint64_t after, StoredBytes(store));
  response.set_bytes_before(before);
  response.set_bytes_after(after);
  return response;
}

absl::StatusOr<v1::MergeEntitiesResponse> Merge(
    graphstore::Store& store, const v1::MergeEntitiesRequest& request) {
  v1::MergeEntitiesResponse response;
  WEFT_ASSIGN_OR_RETURN(const uint64_t merge,
                        store.MergeEntities(NodeId::Entity(request.into_id()),
                                            NodeId::Entity(request.from_id())));
  response.set_merge_id(merge);
  return response;
}

absl::StatusOr<v1::SplitEntityResponse> Split(
    graphstore::Store& store, const v1::SplitEntityRequest& request) {
  v1::SplitEntityResponse response;
  WEFT_ASSIGN_OR_RETURN(const NodeId entity,
                        store.SplitEntity(request.merge_id()));
  response.set_entity_id(EntityNumber(entity));
  return response;
}

}  // namespace

grpc::Status AdminService::MergeEntities(
    grpc::ServerContext* context, const v1::MergeEntitiesRequest* request,
    v1::MergeEntitiesResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::MergeEntitiesResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Merge(*store, *request);
                });
}

grpc::Status AdminService::SplitEntity(grpc::ServerContext* context,
                                       const v1::SplitEntityRequest* request,
                                       v1::SplitEntityResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::SplitEntityResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Split(*store, *request);
                });
}

grpc::Status AdminService::CreateBackup(grpc::ServerContext* context,
                                        const v1::CreateBackupRequest* request,
                                        v1::CreateBackupResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::CreateBackupResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Backup(*store, *request);
                });
}

grpc::Status AdminService::CheckIntegrity(
    grpc::ServerContext* context, const v1::CheckIntegrityRequest* request,
    v1::CheckIntegrityResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::CheckIntegrityResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Check(*store);
                });
}

grpc::Status AdminService::CompactStorage(
    grpc::ServerContext* context, const v1::CompactStorageRequest* request,
    v1::CompactStorageResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::CompactStorageResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Compact(*store);
                });
}

}  // namespace weft::service
