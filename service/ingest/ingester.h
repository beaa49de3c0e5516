// Documents into the graph: extraction on many threads, one durable write for
// many documents, answers in the order of the documents.
//
//   Ingester ingester(store, extractor, {});
//   auto stream = ingester.NewStream({.on_result = ..., .on_failure = ...});
//   stream->Add({.input = ..., .replace = false});
//
// A document passes three steps. (1) A thread of the pool looks whether its id
// is already there: with the same hash, or with another one that may not be
// replaced, nothing has to be extracted. (2) Else it extracts. (3) One thread
// takes all documents at the front of the stream that are ready, settles those
// of step 1 against the graph as it is now, and writes the rest in one commit
// with one sync (group commit: the more documents wait, the larger the group).
// What a stream gets is as if it had sent one document after the other.
//
// A document that fails gets its own error. What ends a stream is that the
// model cannot be loaded or the store cannot be written.
#ifndef WEFT_SERVICE_INGEST_INGESTER_H_
#define WEFT_SERVICE_INGEST_INGESTER_H_

#include <memory>

#include "graphstore/store/store.h"
#include "service/ingest/ingest_metrics.h"
#include "service/ingest/ingest_stream.h"
#include "service/ingest/lazy_extractor.h"
#include "service/ingest/thread_pool.h"

namespace weft::service {

struct IngesterOptions {
  int threads = 0;  // that extract; 0: one a core
  IngestLimits limits;
};

// Thread-safe.
class Ingester {
 public:
  // Borrows both.
  Ingester(graphstore::Store& store, LazyExtractor& extractor,
           const IngesterOptions& options);
  // Waits for the steps that are running; the rest is dropped.
  ~Ingester() = default;

  std::shared_ptr<IngestStream> NewStream(IngestCallbacks callbacks);

  const IngestMetrics& metrics() const { return *metrics_; }

 private:
  graphstore::Store& store_;
  LazyExtractor& extractor_;
  const IngestLimits limits_;
  // Shared with streams, which may outlive this.
  const std::shared_ptr<IngestMetrics> metrics_ =
      std::make_shared<IngestMetrics>();
  // One thread: the store has one writer. Ends after the threads that extract,
  // which schedule writes.
  ThreadPool write_pool_;
  ThreadPool extraction_pool_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_INGESTER_H_
