#include "service/server/admin_service.h"

#include <string>

#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/long_work.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "service/server/write_request.h"
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
    graphstore::Store& store, const v1::CreateBackupRequest& request,
    const LongWork& work) {
  if (request.directory().empty()) {
    return InvalidFieldError("directory", "is empty; name a new folder");
  }
  WEFT_ASSIGN_OR_RETURN(const auto write, ToWriteRequest(request));
  WEFT_ASSIGN_OR_RETURN(const graphstore::BackupResult result,
                        store.Backup(request.directory(), work, write));
  v1::CreateBackupResponse response;
  response.set_version(result.version);
  response.set_byte_count(result.bytes);
  return response;
}

absl::StatusOr<v1::CheckIntegrityResponse> Check(graphstore::Store& store,
                                                 const LongWork& work) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::CheckReport report,
                        store.Check(work));
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

absl::StatusOr<v1::CompactStorageResponse> Compact(graphstore::Store& store,
                                                   const LongWork& work) {
  v1::CompactStorageResponse response;
  WEFT_ASSIGN_OR_RETURN(const uint64_t before, StoredBytes(store));
  WEFT_RETURN_IF_ERROR(store.Compact(work));
  WEFT_ASSIGN_OR_RETURN(const uint64_t after, StoredBytes(store));
  response.set_bytes_before(before);
  response.set_bytes_after(after);
  return response;
}

v1::ListRunningWorkResponse List(const RunningWork& running,
                                 const std::string& request_id) {
  v1::ListRunningWorkResponse response;
  for (const RunningWork::Item& item : running.List(request_id)) {
    v1::RunningWork* work = response.add_works();
    work->set_rpc(item.rpc);
    work->set_request_id(item.request_id);
    work->set_begin_time(
        absl::FormatTime(absl::RFC3339_sec, item.begun, absl::UTCTimeZone()));
    work->set_unit(item.unit);
    work->set_done(item.state.done);
    work->set_total(item.state.total);
  }
  return response;
}

absl::StatusOr<v1::MergeEntitiesResponse> Merge(
    graphstore::Store& store, const v1::MergeEntitiesRequest& request) {
  v1::MergeEntitiesResponse response;
  WEFT_ASSIGN_OR_RETURN(const auto write, ToWriteRequest(request));
  WEFT_ASSIGN_OR_RETURN(
      const uint64_t merge,
      store.MergeEntities(NodeId::Entity(request.into_id()),
                          NodeId::Entity(request.from_id()), write));
  response.set_merge_id(merge);
  return response;
}

absl::StatusOr<v1::SplitEntityResponse> Split(
    graphstore::Store& store, const v1::SplitEntityRequest& request) {
  v1::SplitEntityResponse response;
  WEFT_ASSIGN_OR_RETURN(const auto write, ToWriteRequest(request));
  WEFT_ASSIGN_OR_RETURN(const NodeId entity,
                        store.SplitEntity(request.merge_id(), write));
  response.set_entity_id(EntityNumber(entity));
  return response;
}

// Work on the store that others can watch and the caller can cancel.
template <typename Request, typename Response, typename Body>
grpc::Status AnswerLong(const Engine& engine, grpc::ServerContext* context,
                        const Request& request, const char* unit,
                        Response* response, Body body) {
  return AnswerCall(
      engine, context, request, response,
      [&](const CallGuard::Call& call) -> absl::StatusOr<Response> {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine));
        const RunningWork::Entry entry(*engine.running, call.rule().rpc,
                                       call.request_id(), unit);
        const Cancellation cancellation = CancellationOf(context);
        return body(*store, LongWork{entry.progress(), &cancellation});
      });
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
  return AnswerLong(engine_, context, *request, "bytes", response,
                    [&](graphstore::Store& store, const LongWork& work) {
                      return Backup(store, *request, work);
                    });
}

grpc::Status AdminService::CheckIntegrity(
    grpc::ServerContext* context, const v1::CheckIntegrityRequest* request,
    v1::CheckIntegrityResponse* response) {
  return AnswerLong(engine_, context, *request, "records", response,
                    [&](graphstore::Store& store, const LongWork& work) {
                      return Check(store, work);
                    });
}

grpc::Status AdminService::CompactStorage(
    grpc::ServerContext* context, const v1::CompactStorageRequest* request,
    v1::CompactStorageResponse* response) {
  return AnswerLong(engine_, context, *request, "bytes", response,
                    [&](graphstore::Store& store, const LongWork& work) {
                      return Compact(store, work);
                    });
}

grpc::Status AdminService::ListRunningWork(
    grpc::ServerContext* context, const v1::ListRunningWorkRequest* request,
    v1::ListRunningWorkResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::ListRunningWorkResponse> {
                  return List(*engine_.running, request->request_id());
                });
}

}  // namespace weft::service
