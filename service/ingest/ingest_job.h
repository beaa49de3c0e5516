// One document on its way into the graph, and the steps that work on it: see
// ingester.h for the whole. No threads here: one caller at a time for a job.
#ifndef WEFT_SERVICE_INGEST_INGEST_JOB_H_
#define WEFT_SERVICE_INGEST_INGEST_JOB_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "extractor/text/document.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/store.h"
#include "service/ingest/lazy_extractor.h"

namespace weft::service {

// A document to take in.
struct IngestItem {
  extractor::DocumentInput input;
  bool replace = false;    // other content under this id
  std::string request_id;  // comes back in the result
  // What keeps the document out before anybody looks at it; becomes the status
  // of its result.
  absl::Status refused;
};

// What came of one document; durable when `status` is OK.
struct IngestResult {
  std::string document_id;
  std::string request_id;
  // InvalidArgument, AlreadyExists, ResourceExhausted ...: of this document.
  absl::Status status;
  graphstore::WriteOutcome outcome = graphstore::WriteOutcome::kAdded;
  uint32_t sentence_count = 0;
  uint32_t fact_count = 0;
  uint32_t dropped_bytes = 0;  // 0 for an unchanged document
  uint64_t version = 0;        // of the graph that holds it
};

struct IngestJob {
  explicit IngestJob(IngestItem item_in);

  // How far it is.
  enum class State {
    kNew,
    kInGraph,    // the graph had the answer; asked again when written
    kExtracted,  // `facts` wait to be written, `item.input` is spent
    kDone,       // `result` is final
    kFailed,     // `failure` ends the stream
  };

  IngestItem item;
  const uint64_t content_hash;
  const size_t bytes;  // of the document
  const absl::Time arrived;
  State state = State::kNew;
  absl::Status failure;
  IngestResult result;
  graphstore::DocumentFacts facts;
};

// Brings a new job to kInGraph (this id is already there, with the same content
// or with other content that may not be replaced: nothing to extract),
// kExtracted, kDone (the document has an error) or kFailed.
void PrepareJob(graphstore::Store& store, LazyExtractor& extractor,
                IngestJob& job);

// Brings prepared jobs to kDone or kFailed, with one durable write for all (two
// when some of them replace and others may not). Their ids must be distinct.
void WriteJobs(graphstore::Store& store, LazyExtractor& extractor,
               absl::Span<IngestJob* const> jobs);

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_INGEST_JOB_H_
