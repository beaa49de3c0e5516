#include "service/ingest/ingest_job.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "extractor/pipeline/extractor.h"
#include "graphstore/fact/document.h"
#include "graphstore/store/reader.h"
#include "service/ingest/document_facts.h"
#include "service/wire/extracted.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using graphstore::WriteOutcome;

absl::Status OtherContentError(absl::string_view id) {
  return WithReason(
      absl::AlreadyExistsError(absl::StrCat(
          "document \"", id,
          "\" is already there with other content; delete it, give this one "
          "another id, or replace it (--replace)")),
      "DOCUMENT_HAS_OTHER_CONTENT");
}

void Finish(IngestJob& job, absl::Status status) {
  job.result.status = std::move(status);
  job.state = IngestJob::State::kDone;
}

void Fail(IngestJob& job, absl::Status failure) {
  job.failure = std::move(failure);
  job.state = IngestJob::State::kFailed;
}

void FinishUnchanged(IngestJob& job, const graphstore::Document& document,
                     uint64_t version) {
  job.result.outcome = WriteOutcome::kUnchanged;
  job.result.sentence_count = document.sentence_count;
  job.result.fact_count = document.fact_count;
  job.result.version = version;
  Finish(job, absl::OkStatus());
}

// Finishes the job when the graph as it is now has the answer. Returns whether
// it had; an error is one of the store.
absl::StatusOr<bool> FinishFromGraph(graphstore::Store& store, IngestJob& job) {
  WEFT_ASSIGN_OR_RETURN(auto reader, store.Snapshot());
  const auto document = reader->GetDocument(job.item.input.id);
  if (absl::IsNotFound(document.status())) return false;
  if (!document.ok()) return document.status();
  if (document->content_hash == job.content_hash) {
    FinishUnchanged(job, *document, reader->version());
    return true;
  }
  if (job.item.replace) return false;
  Finish(job, OtherContentError(job.item.input.id));
  return true;
}

uint32_t DroppedBytes(const extractor::ExtractedDocument& document) {
  uint32_t sum = 0;
  for (const extractor::DroppedRegion& region : document.dropped) {
    sum += region.original.size();
  }
  return sum;
}

void ExtractJob(LazyExtractor& lazy, IngestJob& job) {
  const auto extractor = lazy.Get();
  if (!extractor.ok()) return Fail(job, extractor.status());
  auto extracted = (*extractor)->Extract(job.item.input, {});
  if (!extracted.ok()) return Finish(job, extracted.status());
  job.result.sentence_count =
      static_cast<uint32_t>(extracted->sentences.size());
  job.result.dropped_bytes = DroppedBytes(*extracted);
  job.facts = ToDocumentFacts(std::move(job.item.input), *std::move(extracted),
                              (*extractor)->version());
  job.state = IngestJob::State::kExtracted;
}

// Errors of one document among many; every other one is of the store.
bool IsOfDocument(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsAlreadyExists(status);
}

// A full disk is nothing that a smaller request would help: for the client it
// is a server that cannot take documents now.
absl::Status StoreFailure(const absl::Status& status) {
  const std::string message =
      absl::StrCat("cannot write to the database: ", status.message(),
                   "; what was acknowledged is kept");
  return absl::IsDataLoss(status) ? absl::DataLossError(message)
                                  : absl::UnavailableError(message);
}

void FinishWritten(IngestJob& job,
                   const absl::StatusOr<graphstore::WriteResult>& written) {
  if (written.ok()) {
    job.result.outcome = written->outcome;
    job.result.fact_count = static_cast<uint32_t>(written->facts);
    job.result.version = written->version;
    Finish(job, absl::OkStatus());
  } else if (absl::IsAlreadyExists(written.status())) {
    Finish(job, OtherContentError(job.result.document_id));
  } else if (IsOfDocument(written.status())) {
    Finish(job, written.status());
  } else {
    Fail(job, StoreFailure(written.status()));
  }
}

void WriteGroup(graphstore::Store& store, const std::vector<IngestJob*>& group,
                graphstore::IfExists if_exists) {
  if (group.empty()) return;
  std::vector<graphstore::DocumentFacts> documents;
  documents.reserve(group.size());
  for (IngestJob* job : group) documents.push_back(std::move(job->facts));
  graphstore::WriteOptions options;
  options.if_exists = if_exists;
  const auto written = store.WriteDocuments(documents, options);
  for (size_t i = 0; i < group.size(); ++i) {
    FinishWritten(*group[i], written[i]);
    group[i]->facts = {};
  }
}

}  // namespace

IngestJob::IngestJob(IngestItem item_in)
    : item(std::move(item_in)),
      content_hash(ContentHash(item.input)),
      bytes(item.input.bytes.size()),
      arrived(absl::Now()) {
  result.document_id = item.input.id;
  result.request_id = item.request_id;
}

void PrepareJob(graphstore::Store& store, LazyExtractor& extractor,
                IngestJob& job) {
  if (absl::Status valid = CheckDocumentId(job.item.input.id, "document.id");
      !valid.ok()) {
    return Finish(job, std::move(valid));
  }
  if (!job.item.refused.ok()) return Finish(job, job.item.refused);
  const auto answered = FinishFromGraph(store, job);
  if (!answered.ok()) return Fail(job, StoreFailure(answered.status()));
  if (*answered) {
    job.state = IngestJob::State::kInGraph;
  } else {
    ExtractJob(extractor, job);
  }
}

void WriteJobs(graphstore::Store& store, LazyExtractor& extractor,
               absl::Span<IngestJob* const> jobs) {
  std::vector<IngestJob*> rejecting;
  std::vector<IngestJob*> replacing;
  for (IngestJob* job : jobs) {
    if (job->state == IngestJob::State::kInGraph) {
      // Documents before this one may have changed what the graph says.
      const auto answered = FinishFromGraph(store, *job);
      if (!answered.ok()) {
        Fail(*job, StoreFailure(answered.status()));
      } else if (!*answered) {
        job->result.status = absl::OkStatus();
        ExtractJob(extractor, *job);
      }
    }
    if (job->state != IngestJob::State::kExtracted) continue;
    (job->item.replace ? replacing : rejecting).push_back(job);
  }
  WriteGroup(store, rejecting, graphstore::IfExists::kReject);
  WriteGroup(store, replacing, graphstore::IfExists::kReplace);
}

}  // namespace weft::service
