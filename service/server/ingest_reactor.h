// One IngestDocuments call: messages of the client to an IngestStream, results
// back as acknowledgements.
//
// Reading pauses while the stream has no room or acknowledgements wait for a
// client that does not read them: flow control of HTTP/2 then holds the client
// back. The call ends with OK when the client has sent everything and has all
// acknowledgements; with the failure of the stream; and with Unavailable when
// the server drains, after the documents that were taken are acknowledged.
#ifndef WEFT_SERVICE_SERVER_INGEST_REACTOR_H_
#define WEFT_SERVICE_SERVER_INGEST_REACTOR_H_

#include <cstddef>
#include <deque>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/support/server_callback.h"
#include "service/ingest/ingest_stream.h"
#include "service/ingest/ingester.h"
#include "service/server/call_gate.h"
#include "service/server/call_guard.h"
#include "service/server/request_limits.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

// Lives until gRPC is done with the call; holds itself until then.
class IngestReactor final
    : public grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                                     v1::IngestDocumentsResponse>,
      public std::enable_shared_from_this<IngestReactor> {
 public:
  // Begins to read. The call counts as running until it is done. Of the limits
  // `document_bytes` counts.
  static std::shared_ptr<IngestReactor> Start(Ingester& ingester,
                                              CallGate::Ticket ticket,
                                              CallGuard::Call call,
                                              const RequestLimits& limits);

  // No more documents are taken; those that were are acknowledged.
  void Drain();

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  // What is to be done with gRPC once the lock is released: its functions may
  // call back at once, from the same thread.
  struct Action {
    bool read = false;
    bool write = false;
    bool finish = false;
  };

  IngestReactor(CallGate::Ticket ticket, CallGuard::Call call,
                const RequestLimits& limits);

  void OnResult(IngestResult result);
  void OnFailure(const absl::Status& failure);
  void End(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Action Next() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Perform(Action action) ABSL_LOCKS_EXCLUDED(mutex_);

  std::shared_ptr<IngestReactor> self_;
  std::shared_ptr<IngestStream> stream_;
  std::unique_ptr<CallGate::Ticket> ticket_;
  // Shared with the stream, which records what it has written.
  const std::shared_ptr<const CallGuard::Call> call_;
  const RequestLimits limits_;

  absl::Mutex mutex_;
  // Owned by gRPC while a read, a write is under way.
  v1::IngestDocumentsRequest request_;
  v1::IngestDocumentsResponse response_;
  std::deque<v1::IngestDocumentsResponse> acknowledgements_
      ABSL_GUARDED_BY(mutex_);
  size_t under_way_ ABSL_GUARDED_BY(mutex_) = 0;  // without a result yet
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  // Threads about to begin a read or a write: gRPC must not hear of the end of
  // the call before it hears of these.
  int starting_ ABSL_GUARDED_BY(mutex_) = 0;
  // No more documents are read: the client has sent all, or `status_` says why.
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  // Nothing can be sent any more.
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

// An acknowledgement as a message.
v1::IngestDocumentsResponse ToProto(const IngestResult& result);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_INGEST_REACTOR_H_
