#include "graphstore/store/store_impl.h"

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/kv/file_bytes.h"
#include "graphstore/store/change_log.h"
#include "graphstore/store/merge_writer.h"
#include "graphstore/store/page_token.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/validate.h"

namespace weft::graphstore {
namespace {

// Changes live longer than they should by up to this part of their time.
constexpr int kChangeTrimsPerLifetime = 16;

}  // namespace

absl::StatusOr<std::unique_ptr<StoreImpl>> StoreImpl::Create(
    std::shared_ptr<kv::Database> database, const std::string& directory,
    const StoreOptions& options) {
  WEFT_ASSIGN_OR_RETURN(std::vector<OneAtATime> one_at_a_time,
                        ParseOneAtATime(options.one_at_a_time));
  WEFT_RETURN_IF_ERROR(InitializeOrMigrate(database.get(), options.tell));
  std::unique_ptr<StoreImpl> impl(new StoreImpl(
      std::move(database), directory, options, std::move(one_at_a_time)));
  WEFT_ASSIGN_OR_RETURN(const auto view, impl->LatestView());
  std::lock_guard lock(impl->version_mutex_);
  impl->version_ = view->meta().version;
  impl->records_->Reset(impl->version_);
  return impl;
}

absl::StatusOr<std::unique_ptr<DocumentWriter>> StoreImpl::NewWriter() {
  WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
  return std::make_unique<DocumentWriter>(*database_, view->options().snapshot,
                                          view->meta(), options_.clock());
}

template <typename Result>
absl::StatusOr<Result> StoreImpl::Once(
    const WriteRequest& request,
    absl::FunctionRef<absl::StatusOr<Result>()> write) {
  std::lock_guard lock(writer_);
  WEFT_ASSIGN_OR_RETURN(const auto answer, FindAnswer(request));
  if (!answer) return write();
  Result result;
  if (!DecodeAnswer(*answer, &result)) {
    return BadRecord(RequestKey(request.id));
  }
  return result;
}

absl::Status StoreImpl::Commit(DocumentWriter* writer,
                               const WriteRequest& request,
                               absl::string_view answer) {
  if (!writer->changed()) return absl::OkStatus();
  // Where nobody pages any more nobody else lets go of old versions.
  registry_.Expire(options_.clock());
  WEFT_ASSIGN_OR_RETURN(kv::WriteBatch batch, writer->Finish());
  WEFT_RETURN_IF_ERROR(
      requests_.Add(request, answer, options_.clock(), &batch));
  WEFT_RETURN_IF_ERROR(database_->Commit(batch, {}).status());
  requests_.Committed();
  std::lock_guard lock(version_mutex_);
  const Meta& meta = writer->meta();
  if (cache_ != nullptr && cache_version_ + 1 == meta.version) {
    cache_ = cache_->After(writer->touched(), meta.next.entity);
    cache_version_ = meta.version;
  }
  records_->Advance(meta.version, batch);
  version_ = meta.version;
  current_.reset();
  version_changed_.notify_all();
  return absl::OkStatus();
}

// Now and then, with writer_ held. What cannot be forgotten now can be after a
// later commit: that is no failure of this one.
void StoreImpl::ForgetOldChanges() {
  if (options_.change_lifetime == absl::InfiniteDuration()) return;
  const absl::Time now = options_.clock();
  if (now < forget_changes_at_) return;
  forget_changes_at_ = now + options_.change_lifetime / kChangeTrimsPerLifetime;
  const auto view = LatestView();
  if (!view.ok()) return;
  TrimChangesBefore(**view, now - options_.change_lifetime, database_.get())
      .IgnoreError();
}

// Lists of edges stay as they are kept: only how they are read changes.
absl::Status StoreImpl::CommitCuration(kv::WriteBatch batch, uint64_t version,
                                       const WriteRequest& request,
                                       absl::string_view answer) {
  WEFT_RETURN_IF_ERROR(
      requests_.Add(request, answer, options_.clock(), &batch));
  WEFT_RETURN_IF_ERROR(database_->Commit(batch, {}).status());
  requests_.Committed();
  std::lock_guard lock(version_mutex_);
  if (cache_ != nullptr && cache_version_ + 1 == version) {
    cache_version_ = version;
  }
  records_->Advance(version, batch);
  version_ = version;
  current_.reset();
  version_changed_.notify_all();
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> StoreImpl::Merge(NodeId into, NodeId from,
                                          const WriteRequest& request) {
  return Once<uint64_t>(request, [&]() -> absl::StatusOr<uint64_t> {
    WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
    WEFT_ASSIGN_OR_RETURN(kv::WriteBatch batch,
                          PrepareMerge(*view, into, from, options_.clock()));
    const uint64_t version = view->meta().version + 1;
    WEFT_RETURN_IF_ERROR(CommitCuration(std::move(batch), version, request,
                                        EncodeAnswer(version)));
    return version;
  });
}

absl::StatusOr<NodeId> StoreImpl::Split(uint64_t merge,
                                        const WriteRequest& request) {
  return Once<NodeId>(request, [&]() -> absl::StatusOr<NodeId> {
    WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
    NodeId split;
    WEFT_ASSIGN_OR_RETURN(kv::WriteBatch batch,
                          PrepareSplit(*view, merge, options_.clock(), &split));
    WEFT_RETURN_IF_ERROR(CommitCuration(std::move(batch),
                                        view->meta().version + 1, request,
                                        EncodeAnswer(split)));
    return split;
  });
}

absl::Status StoreImpl::CommitAnswer(const WriteRequest& request,
                                     absl::string_view answer, absl::Time now) {
  if (request.id.empty()) return absl::OkStatus();
  kv::WriteBatch batch;
  WEFT_RETURN_IF_ERROR(requests_.Add(request, answer, now, &batch));
  WEFT_RETURN_IF_ERROR(database_->Commit(batch, {}).status());
  requests_.Committed();
  return absl::OkStatus();
}

absl::StatusOr<std::string> StoreImpl::KeepAnswer(const WriteRequest& request,
                                                  absl::string_view answer) {
  std::lock_guard lock(writer_);
  WEFT_ASSIGN_OR_RETURN(auto kept, FindAnswer(request));
  if (kept) return *std::move(kept);
  WEFT_RETURN_IF_ERROR(CommitAnswer(request, answer, options_.clock()));
  return std::string(answer);
}

absl::Status StoreImpl::BulkCommit(BulkWrite* write, int threads) {
  std::lock_guard lock(writer_);
  registry_.Expire(options_.clock());
  WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
  const uint64_t version = view->meta().version;
  WEFT_ASSIGN_OR_RETURN(const auto streams,
                        write->Prepare({*database_, view->options(),
                                        view->meta(), options_.clock()}));
  kv::BulkOptions bulk;
  bulk.expectations.push_back({MetaKey("version"), EncodeVersion(version)});
  bulk.threads = threads;
  bulk.tables = write->Tables();
  WEFT_RETURN_IF_ERROR(database_->BulkLoad(streams, bulk));
  std::lock_guard version_lock(version_mutex_);
  version_ = version + 1;
  records_->Reset(version_);
  cache_.reset();  // it does not know what has changed
  current_.reset();
  version_changed_.notify_all();
  return absl::OkStatus();
}

std::vector<absl::StatusOr<WriteResult>> StoreImpl::Write(
    absl::Span<const DocumentFacts> documents, const WriteOptions& options) {
  std::vector<absl::StatusOr<WriteResult>> results;
  results.reserve(documents.size());
  for (const DocumentFacts& document : documents) {
    const absl::Status valid = ValidateDocumentFacts(document);
    results.push_back(valid.ok() ? absl::StatusOr<WriteResult>(WriteResult{})
                                 : absl::StatusOr<WriteResult>(valid));
  }
  std::lock_guard lock(writer_);
  auto writer = NewWriter();
  absl::Status status = writer.status();
  if (status.ok()) status = (*writer)->Prefetch(documents);
  for (size_t i = 0; i < documents.size() && status.ok(); ++i) {
    if (!results[i].ok()) continue;
    results[i] = (*writer)->Write(documents[i], options);
    if (!results[i].ok() && !absl::IsAlreadyExists(results[i].status())) {
      status = results[i].status();
    }
  }
  if (status.ok()) status = Commit(writer->get());
  if (status.ok()) ForgetOldChanges();
  if (!status.ok()) {
    for (auto& result : results) {
      if (result.ok()) result = status;
    }
  }
  return results;
}

absl::StatusOr<DeleteResult> StoreImpl::Delete(absl::string_view id,
                                               const WriteRequest& request) {
  return Once<DeleteResult>(request, [&]() -> absl::StatusOr<DeleteResult> {
    WEFT_ASSIGN_OR_RETURN(const auto writer, NewWriter());
    WEFT_ASSIGN_OR_RETURN(const DeleteResult result, writer->Delete(id));
    WEFT_RETURN_IF_ERROR(Commit(writer.get(), request, EncodeAnswer(result)));
    ForgetOldChanges();
    return result;
  });
}

// Not before the readers of the version that was renewed last have gone: until
// then what it left out takes its memory still, and each version would lose
// more.
bool StoreImpl::CacheNeedsRoom() const {
  return cache_budget_->full() && renewed_from_.expired();
}

// The cache of this version; a new one where the version is not the one that
// the last commit left (something else has written) or where there is no room.
std::shared_ptr<const AdjacencyCache> StoreImpl::CacheFor(const Meta& meta) {
  if (cache_ == nullptr || cache_version_ != meta.version) {
    cache_ = std::make_shared<AdjacencyCache>(cache_budget_, meta.next.entity);
    cache_version_ = meta.version;
  } else if (CacheNeedsRoom()) {
    renewed_from_ = cache_;
    cache_ = cache_->Renewed(++renewals_);
  }
  return cache_;
}

absl::StatusOr<std::shared_ptr<const Reader>> StoreImpl::Snapshot() {
  std::shared_ptr<const Reader> reader;
  {
    std::lock_guard lock(version_mutex_);
    if (current_ == nullptr || CacheNeedsRoom()) {
      WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
      // A commit may be visible already that version_ does not count yet; it
      // will drop this reader when it does.
      current_ = std::make_shared<const Reader>(
          view->With(CacheFor(view->meta()), records_, one_at_a_time_));
    }
    reader = current_;
  }
  return reader;
}

absl::StatusOr<std::shared_ptr<const Reader>> StoreImpl::SnapshotFor(
    absl::string_view text) {
  if (text.empty()) return Snapshot();
  WEFT_ASSIGN_OR_RETURN(const PageToken token, DecodePageToken(text));
  if (auto kept = registry_.Find(token.version, options_.clock())) return kept;
  WEFT_ASSIGN_OR_RETURN(auto latest, Snapshot());
  if (latest->version() == token.version) return latest;
  return absl::AbortedError(absl::StrCat(
      "version ", token.version,
      " of the graph, which the token belongs to, is no longer kept (the next "
      "request must come within ",
      absl::FormatDuration(options_.snapshot_lifetime),
      "); start again without the token"));
}

uint64_t StoreImpl::WaitForChange(uint64_t since, absl::Duration timeout) {
  std::unique_lock lock(version_mutex_);
  version_changed_.wait_for(lock, absl::ToChronoNanoseconds(timeout),
                            [&] { return version_ > since; });
  return version_;
}

absl::StatusOr<BackupResult> StoreImpl::Backup(const std::string& directory,
                                               const LongWork& work,
                                               const WriteRequest& request) {
  // Without writers the version is that of the copy.
  return Once<BackupResult>(request, [&]() -> absl::StatusOr<BackupResult> {
    BackupResult result;
    WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
    result.version = view->meta().version;
    WEFT_ASSIGN_OR_RETURN(const uint64_t bytes, database_->StoredBytes());
    {
      const MeasuredWork measured(work.progress, bytes, [directory] {
        return kv::CheckpointBytes(directory);
      });
      WEFT_RETURN_IF_ERROR(database_->Checkpoint(directory, work.cancellation));
    }
    result.bytes = kv::CheckpointBytes(directory);
    // The copy is there, perhaps because this disk is full: that it cannot be
    // said again is no failure.
    CommitAnswer(request, EncodeAnswer(result), options_.clock()).IgnoreError();
    return result;
  });
}

absl::Status StoreImpl::Compact(const LongWork& work) {
  WEFT_ASSIGN_OR_RETURN(const uint64_t bytes, database_->StoredBytes());
  const MeasuredWork measured(work.progress, bytes,
                              kv::NewTableBytes(directory_));
  return database_->Collect(work.cancellation);
}

}  // namespace weft::graphstore
