// ChangeService: the feed of changes.
#ifndef WEFT_SERVICE_SERVER_CHANGE_SERVICE_H_
#define WEFT_SERVICE_SERVER_CHANGE_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "service/server/engine.h"
#include "weft/v1/change.grpc.pb.h"

namespace weft::service {

// Thread-safe. Borrows what `engine` points to.
class ChangeService final : public v1::ChangeService::Service {
 public:
  explicit ChangeService(const Engine& engine) : engine_(engine) {}

  grpc::Status Watch(grpc::ServerContext* context,
                     const v1::WatchRequest* request,
                     grpc::ServerWriter<v1::WatchResponse>* writer) override;

 private:
  const Engine engine_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CHANGE_SERVICE_H_
