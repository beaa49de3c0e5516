// One stream of documents on their way into the graph; see ingester.h.
#ifndef WEFT_SERVICE_INGEST_INGEST_STREAM_H_
#define WEFT_SERVICE_INGEST_INGEST_STREAM_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "graphstore/store/store.h"
#include "service/ingest/ingest_job.h"
#include "service/ingest/ingest_metrics.h"
#include "service/ingest/lazy_extractor.h"
#include "service/ingest/thread_pool.h"

namespace weft::service {

struct IngestCallbacks {
  // In the order of Add(), one call at a time, from a thread of the ingester.
  std::function<void(IngestResult)> on_result;
  // Once, after the last on_result: the rest of the stream is not taken.
  std::function<void(absl::Status)> on_failure;
  // Before on_result, of each document that is settled: also when it was being
  // written while the stream was given up, and nobody hears of it any more. May
  // be empty.
  std::function<void(const IngestResult&)> on_settled = nullptr;
};

// What one stream may have under way, so that memory is bounded.
struct IngestLimits {
  size_t max_documents = 64;
  size_t max_bytes = size_t{64} << 20;
};

// What streams share.
struct IngestResources {
  graphstore::Store& store;
  LazyExtractor& extractor;
  ThreadPool& extraction_pool;
  ThreadPool& write_pool;
  std::shared_ptr<IngestMetrics> metrics;
};

// Thread-safe. Made by Ingester::NewStream(); not to be used after the end of
// the ingester.
class IngestStream : public std::enable_shared_from_this<IngestStream> {
 public:
  IngestStream(const IngestResources& resources, const IngestLimits& limits,
               IngestCallbacks callbacks);
  ~IngestStream();

  // Takes a document; does not block. The caller keeps to HasRoom().
  void Add(IngestItem item);

  // Whether another document may be added within the limits: to be asked after
  // Add() and in on_result. A document beyond the limit of bytes is let in when
  // nothing else is under way.
  bool HasRoom() const;

  // No on_result and no on_failure begins after this has returned, but one may
  // still be running. Documents that are being written are written.
  void Cancel();

 private:
  // Jobs are worked on outside the lock, by one thread at a time: the one that
  // prepares until `prepared` is set, then the one that writes.
  struct Entry {
    std::unique_ptr<IngestJob> job;
    bool prepared = false;
  };
  using Batch = std::vector<std::unique_ptr<IngestJob>>;

  void Prepare(IngestJob* job);
  // Writes what is ready; again until the front of the queue is not prepared.
  void WriteReady();
  Batch TakeReady();
  void Deliver(const Batch& batch);
  void Release(const IngestJob& job);
  bool stopped() const;
  void MarkPrepared(const IngestJob* job);
  bool FrontIsPrepared() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const IngestResources resources_;
  const IngestLimits limits_;
  const IngestCallbacks callbacks_;

  mutable absl::Mutex mutex_;
  std::deque<Entry> queue_ ABSL_GUARDED_BY(mutex_);
  // What is in the queue or in a batch.
  size_t documents_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_INGEST_STREAM_H_
