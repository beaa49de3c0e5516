// What documents go through on their way into the graph, counted for whoever
// watches over the server.
#ifndef WEFT_SERVICE_INGEST_INGEST_METRICS_H_
#define WEFT_SERVICE_INGEST_INGEST_METRICS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "graphstore/store/write_options.h"
#include "service/metrics/histogram.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

// Thread-safe; no locks.
struct IngestMetrics {
  // Taken, and not acknowledged yet.
  std::atomic<int64_t> queued_documents{0};
  std::atomic<int64_t> queued_bytes{0};
  Histogram lag;  // of a document, from its arrival to its acknowledgement
  Histogram preparation;  // of a document: look it up, extract
  Histogram write;        // of a group of documents
  std::array<std::atomic<uint64_t>, 3> outcomes{};  // by WriteOutcome
  std::atomic<uint64_t> failed{0};  // documents that have an error

  // weft_ingest_queued_documents, weft_ingest_queued_bytes,
  // weft_ingest_lag_seconds, weft_ingest_step_seconds,
  // weft_ingest_documents_total.
  void AddTo(MetricPage& page) const;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_INGEST_METRICS_H_
