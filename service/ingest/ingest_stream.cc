#include "service/ingest/ingest_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace weft::service {

IngestStream::IngestStream(const IngestResources& resources,
                           const IngestLimits& limits,
                           IngestCallbacks callbacks)
    : resources_(resources),
      limits_(limits),
      callbacks_(std::move(callbacks)) {}

IngestStream::~IngestStream() {
  // Those of a stream that was given up.
  resources_.metrics->queued_documents -= static_cast<int64_t>(documents_);
  resources_.metrics->queued_bytes -= static_cast<int64_t>(bytes_);
}

void IngestStream::Add(IngestItem item) {
  auto job = std::make_unique<IngestJob>(std::move(item));
  IngestJob* const borrowed = job.get();
  {
    absl::MutexLock lock(&mutex_);
    if (stopped_) return;
    ++documents_;
    bytes_ += job->bytes;
    ++resources_.metrics->queued_documents;
    resources_.metrics->queued_bytes += static_cast<int64_t>(job->bytes);
    queue_.push_back({std::move(job)});
  }
  resources_.extraction_pool.Schedule(
      [self = shared_from_this(), borrowed] { self->Prepare(borrowed); });
}

bool IngestStream::HasRoom() const {
  absl::MutexLock lock(&mutex_);
  return documents_ == 0 ||
         (documents_ < limits_.max_documents && bytes_ < limits_.max_bytes);
}

void IngestStream::Cancel() {
  absl::MutexLock lock(&mutex_);
  stopped_ = true;
}

bool IngestStream::stopped() const {
  absl::MutexLock lock(&mutex_);
  return stopped_;
}

void IngestStream::Prepare(IngestJob* job) {
  // The job stays in the queue until it is marked, also when all is cancelled.
  if (stopped()) return;
  const absl::Time begun = absl::Now();
  PrepareJob(resources_.store, resources_.extractor, *job);
  resources_.metrics->preparation.Record(absl::Now() - begun);
  MarkPrepared(job);
}

void IngestStream::MarkPrepared(const IngestJob* job) {
  {
    absl::MutexLock lock(&mutex_);
    const auto entry =
        std::find_if(queue_.begin(), queue_.end(),
                     [job](const Entry& e) { return e.job.get() == job; });
    entry->prepared = true;
    if (writing_ || !FrontIsPrepared()) return;
    writing_ = true;
  }
  resources_.write_pool.Schedule(
      [self = shared_from_this()] { self->WriteReady(); });
}

bool IngestStream::FrontIsPrepared() const {
  return !queue_.empty() && queue_.front().prepared;
}

void IngestStream::WriteReady() {
  const Batch batch = TakeReady();
  if (batch.empty()) return;
  std::vector<IngestJob*> jobs;
  for (const auto& job : batch) jobs.push_back(job.get());
  const absl::Time begun = absl::Now();
  WriteJobs(resources_.store, resources_.extractor, jobs);
  resources_.metrics->write.Record(absl::Now() - begun);
  Deliver(batch);
  // Behind the other streams that wait for this thread.
  resources_.write_pool.Schedule(
      [self = shared_from_this()] { self->WriteReady(); });
}

IngestStream::Batch IngestStream::TakeReady() {
  Batch batch;
  absl::flat_hash_set<std::string> ids;
  absl::MutexLock lock(&mutex_);
  // A document that comes twice has its second turn after the first is written;
  // what comes after the end of the stream is not written at all.
  while (!stopped_ && FrontIsPrepared() &&
         ids.insert(queue_.front().job->result.document_id).second) {
    batch.push_back(std::move(queue_.front().job));
    queue_.pop_front();
    if (batch.back()->state == IngestJob::State::kFailed) break;
  }
  if (batch.empty()) writing_ = false;
  return batch;
}

void IngestStream::Deliver(const Batch& batch) {
  // All of them before the first answer: a stream that ends takes none back.
  for (const auto& job : batch) {
    if (callbacks_.on_settled && job->state == IngestJob::State::kDone) {
      callbacks_.on_settled(job->result);
    }
  }
  for (const auto& job : batch) {
    Release(*job);
    if (stopped()) continue;
    if (job->state != IngestJob::State::kFailed) {
      callbacks_.on_result(std::move(job->result));
      continue;
    }
    Cancel();
    callbacks_.on_failure(job->failure);
  }
}

void IngestStream::Release(const IngestJob& job) {
  IngestMetrics& metrics = *resources_.metrics;
  --metrics.queued_documents;
  metrics.queued_bytes -= static_cast<int64_t>(job.bytes);
  metrics.lag.Record(absl::Now() - job.arrived);
  if (job.state == IngestJob::State::kDone && job.result.status.ok()) {
    ++metrics.outcomes[static_cast<size_t>(job.result.outcome)];
  } else {
    ++metrics.failed;
  }
  absl::MutexLock lock(&mutex_);
  --documents_;
  bytes_ -= job.bytes;
}

}  // namespace weft::service
