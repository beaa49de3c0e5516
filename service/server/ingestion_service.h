// IngestionService: documents into the graph, and out again.
#ifndef WEFT_SERVICE_SERVER_INGESTION_SERVICE_H_
#define WEFT_SERVICE_SERVER_INGESTION_SERVICE_H_

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "service/server/engine.h"
#include "service/server/ingest_reactor.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {

// The stream is served by callbacks, everything else by threads of gRPC.
using CallbackIngestionRpcs =
    v1::IngestionService::WithCallbackMethod_IngestDocuments<
        v1::IngestionService::Service>;

// Thread-safe. Borrows what `engine` points to. The unary calls block a thread
// of gRPC each; the stream does not, however long it idles.
class IngestionService final : public CallbackIngestionRpcs {
 public:
  explicit IngestionService(const Engine& engine) : engine_(engine) {}

  // Ends the streams that run; see IngestReactor. The gate is closed before.
  void Drain();

  // The form with threads stays what the base made of it: not used.
  using CallbackIngestionRpcs::IngestDocuments;
  grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                          v1::IngestDocumentsResponse>*
  IngestDocuments(grpc::CallbackServerContext* context) override;

  grpc::Status GetDocument(grpc::ServerContext* context,
                           const v1::GetDocumentRequest* request,
                           v1::Document* response) override;
  grpc::Status ListDocuments(grpc::ServerContext* context,
                             const v1::ListDocumentsRequest* request,
                             v1::ListDocumentsResponse* response) override;
  grpc::Status DeleteDocument(grpc::ServerContext* context,
                              const v1::DeleteDocumentRequest* request,
                              v1::DeleteDocumentResponse* response) override;
  grpc::Status ImportTriples(
      grpc::ServerContext* context,
      grpc::ServerReader<v1::ImportTriplesRequest>* reader,
      v1::ImportTriplesResponse* response) override;

 private:
  void Remember(const std::shared_ptr<IngestReactor>& reactor);

  const Engine engine_;
  absl::Mutex mutex_;
  std::vector<std::weak_ptr<IngestReactor>> reactors_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_INGESTION_SERVICE_H_
