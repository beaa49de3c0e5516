// ExtractionService: text in, facts out, no state.
#ifndef WEFT_SERVICE_SERVER_EXTRACTION_SERVICE_H_
#define WEFT_SERVICE_SERVER_EXTRACTION_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/server/engine.h"
#include "weft/v1/extraction.grpc.pb.h"

namespace weft::service {

// Thread-safe. Borrows what `engine` points to.
class ExtractionService final : public v1::ExtractionService::Service {
 public:
  explicit ExtractionService(const Engine& engine) : engine_(engine) {}

  grpc::Status Extract(grpc::ServerContext* context,
                       const v1::ExtractRequest* request,
                       v1::ExtractResponse* response) override;

 private:
  const Engine engine_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_EXTRACTION_SERVICE_H_
