// AdminService: curation and operations.
#ifndef WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_
#define WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/server/engine.h"
#include "service/server/unimplemented.h"
#include "weft/v1/admin.grpc.pb.h"

namespace weft::service {

// Thread-safe. Borrows what `engine` points to.
class AdminService final : public UnimplementedAdminRpcs {
 public:
  explicit AdminService(const Engine& engine) : engine_(engine) {}

  grpc::Status CreateBackup(grpc::ServerContext* context,
                            const v1::CreateBackupRequest* request,
                            v1::CreateBackupResponse* response) override;
  grpc::Status CheckIntegrity(grpc::ServerContext* context,
                              const v1::CheckIntegrityRequest* request,
                              v1::CheckIntegrityResponse* response) override;
  grpc::Status CompactStorage(grpc::ServerContext* context,
                              const v1::CompactStorageRequest* request,
                              v1::CompactStorageResponse* response) override;

 private:
  const Engine engine_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ADMIN_SERVICE_H_
