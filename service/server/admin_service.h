// AdminService: curation and operations.
#ifndef WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_
#define WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/server/engine.h"
#include "weft/v1/admin.grpc.pb.h"

namespace weft::service {

// Thread-safe. Borrows what `engine` points to.
class AdminService final : public v1::AdminService::Service {
 public:
  explicit AdminService(const Engine& engine) : engine_(engine) {}

  grpc::Status MergeEntities(grpc::ServerContext* context,
                             const v1::MergeEntitiesRequest* request,
                             v1::MergeEntitiesResponse* response) override;
  grpc::Status SplitEntity(grpc::ServerContext* context,
                           const v1::SplitEntityRequest* request,
                           v1::SplitEntityResponse* response) override;

  grpc::Status CreateBackup(grpc::ServerContext* context,
                            const v1::CreateBackupRequest* request,
                            v1::CreateBackupResponse* response) override;
  grpc::Status CheckIntegrity(grpc::ServerContext* context,
                              const v1::CheckIntegrityRequest* request,
                              v1::CheckIntegrityResponse* response) override;
  grpc::Status CompactStorage(grpc::ServerContext* context,
                              const v1::CompactStorageRequest* request,
                              v1::CompactStorageResponse* response) override;
  grpc::Status ListRunningWork(grpc::ServerContext* context,
                               const v1::ListRunningWorkRequest* request,
                               v1::ListRunningWorkResponse* response) override;

 private:
  const Engine engine_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_
