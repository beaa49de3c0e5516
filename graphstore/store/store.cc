#include "graphstore/store/store.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/kv/file_bytes.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/adjacency_cache.h"
#include "graphstore/store/bulk_write.h"
#include "graphstore/store/change_log.h"
#include "graphstore/store/checker.h"
#include "graphstore/store/document_writer.h"
#include "graphstore/store/merge_writer.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/page_token.h"
#include "graphstore/store/record_cache.h"
#include "graphstore/store/snapshot_registry.h"
#include "graphstore/store/validate.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Changes live longer than they should by up to this part of their time.
constexpr int kChangeTrimsPerLifetime = 16;

// Lock order: writer_, then version_mutex_.
class StoreImpl {
 public:
  // `directory`: where the database is; "" for one in memory.
  static absl::StatusOr<std::unique_ptr<StoreImpl>> Create(
      std::shared_ptr<kv::Database> database, const std::string& directory,
      const StoreOptions& options);

  std::vector<absl::StatusOr<WriteResult>> Write(
      absl::Span<const DocumentFacts> documents, const WriteOptions& options);
  absl::Status BulkCommit(BulkWrite* write, int threads);
  absl::StatusOr<DeleteResult> Delete(absl::string_view id);

  absl::StatusOr<std::shared_ptr<const Reader>> Snapshot();
  absl::StatusOr<std::shared_ptr<const Reader>> SnapshotFor(
      absl::string_view token);
  uint64_t WaitForChange(uint64_t since, absl::Duration timeout);
  void KeepForTokens(std::shared_ptr<const Reader> reader) {
    registry_.Keep(std::move(reader), options_.clock());
  }
  absl::StatusOr<BackupResult> Backup(const std::string& directory,
                                      const LongWork& work);
  absl::Status Compact(const LongWork& work);
  absl::StatusOr<uint64_t> Merge(NodeId into, NodeId from);
  absl::StatusOr<NodeId> Split(uint64_t merge);

  const StoreOptions& options() const { return options_; }
  absl::StatusOr<std::unique_ptr<const View>> LatestView() const {
    return View::Latest(database_);
  }
  kv::Database* database() { return database_.get(); }
  const std::string& directory() const { return directory_; }

 private:
  StoreImpl(std::shared_ptr<kv::Database> database, std::string directory,
            const StoreOptions& options, std::vector<OneAtATime> one_at_a_time)
      : database_(std::move(database)),
        directory_(std::move(directory)),
        options_(options),
        one_at_a_time_(std::make_shared<const std::vector<OneAtATime>>(
            std::move(one_at_a_time))),
        registry_(options.snapshot_lifetime),
        cache_budget_(
            std::make_shared<CacheBudget>(options.adjacency_cache_bytes)),
        records_(std::make_shared<RecordCache>(options.record_cache_bytes)) {}

  absl::StatusOr<std::unique_ptr<DocumentWriter>> NewWriter();
  absl::Status Commit(DocumentWriter* writer);
  absl::Status CommitCuration(const kv::WriteBatch& batch, uint64_t version);
  void ForgetOldChanges();
  bool CacheNeedsRoom() const;
  std::shared_ptr<const AdjacencyCache> CacheFor(const Meta& meta);

  // Shared with readers, which may outlive the store.
  const std::shared_ptr<kv::Database> database_;
  const std::string directory_;
  const StoreOptions options_;
  const std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time_;
  SnapshotRegistry registry_;
  std::mutex writer_;  // one commit at a time; guards the next
  absl::Time forget_changes_at_ = absl::InfinitePast();
  std::mutex version_mutex_;  // guards the rest
  std::condition_variable version_changed_;
  uint64_t version_ = 0;
  // A reader of version_; null when none was asked for yet.
  std::shared_ptr<const Reader> current_;
  // Edge lists of version cache_version_.
  const std::shared_ptr<CacheBudget> cache_budget_;
  std::shared_ptr<const AdjacencyCache> cache_;
  uint64_t cache_version_ = 0;
  // What the last renewal left out lives in this one still.
  std::weak_ptr<const AdjacencyCache> renewed_from_;
  uint64_t renewals_ = 0;
  const std::shared_ptr<RecordCache> records_;
};

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

absl::Status StoreImpl::Commit(DocumentWriter* writer) {
  if (!writer->changed()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(const kv::WriteBatch batch, writer->Finish());
  WEFT_RETURN_IF_ERROR(database_->Commit(batch, {}).status());
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
absl::Status StoreImpl::CommitCuration(const kv::WriteBatch& batch,
                                       uint64_t version) {
  WEFT_RETURN_IF_ERROR(database_->Commit(batch, {}).status());
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

absl::StatusOr<uint64_t> StoreImpl::Merge(NodeId into, NodeId from) {
  std::lock_guard lock(writer_);
  WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
  WEFT_ASSIGN_OR_RETURN(const kv::WriteBatch batch,
                        PrepareMerge(*view, into, from, options_.clock()));
  const uint64_t version = view->meta().version + 1;
  WEFT_RETURN_IF_ERROR(CommitCuration(batch, version));
  return version;
}

absl::StatusOr<NodeId> StoreImpl::Split(uint64_t merge) {
  std::lock_guard lock(writer_);
  WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
  NodeId split;
  WEFT_ASSIGN_OR_RETURN(const kv::WriteBatch batch,
                        PrepareSplit(*view, merge, options_.clock(), &split));
  WEFT_RETURN_IF_ERROR(CommitCuration(batch, view->meta().version + 1));
  return split;
}

absl::Status StoreImpl::BulkCommit(BulkWrite* write, int threads) {
  std::lock_guard lock(writer_);
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

absl::StatusOr<DeleteResult> StoreImpl::Delete(absl::string_view id) {
  std::lock_guard lock(writer_);
  WEFT_ASSIGN_OR_RETURN(const auto writer, NewWriter());
  WEFT_ASSIGN_OR_RETURN(const DeleteResult result, writer->Delete(id));
  WEFT_RETURN_IF_ERROR(Commit(writer.get()));
  ForgetOldChanges();
  return result;
}

// Not before the readers of the version that was renewed last have gone: until
// then what it left out takes its memory still, and each version would lose
// half again.
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
                                               const LongWork& work) {
  BackupResult result;
  {
    // Without writers the version is that of the copy.
    std::lock_guard lock(writer_);
    WEFT_ASSIGN_OR_RETURN(const auto view, LatestView());
    result.version = view->meta().version;
    WEFT_ASSIGN_OR_RETURN(const uint64_t bytes, database_->StoredBytes());
    const MeasuredWork measured(work.progress, bytes, [directory] {
      return kv::CheckpointBytes(directory);
    });
    WEFT_RETURN_IF_ERROR(database_->Checkpoint(directory));
  }
  result.bytes = kv::CheckpointBytes(directory);
  return result;
}

absl::Status StoreImpl::Compact(const LongWork& work) {
  WEFT_ASSIGN_OR_RETURN(const uint64_t bytes, database_->StoredBytes());
  const MeasuredWork measured(work.progress, bytes,
                              kv::NewTableBytes(directory_));
  return database_->Collect();
}

Store::Store(std::unique_ptr<StoreImpl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

absl::StatusOr<std::unique_ptr<Store>> Store::Open(
    const std::string& directory, const StoreOptions& options) {
  kv::RocksDbOptions native;
  native.create_if_missing = options.create_if_missing;
  native.cache_bytes = options.block_cache_bytes;
  native.reserve_cache = options.reserve_block_cache;
  WEFT_ASSIGN_OR_RETURN(auto database, kv::OpenRocksDb(directory, native));
  if (options.over != nullptr) {
    WEFT_RETURN_IF_ERROR(InitializeOrMigrate(database.get(), options.tell));
    WEFT_ASSIGN_OR_RETURN(database, options.over(std::move(database)));
  }
  auto impl = StoreImpl::Create(std::move(database), directory, options);
  if (!impl.ok()) {
    return Annotate(impl.status(), absl::StrCat("database ", directory));
  }
  return std::unique_ptr<Store>(new Store(*std::move(impl)));
}

absl::StatusOr<std::unique_ptr<Store>> Store::InMemory(
    const StoreOptions& options) {
  WEFT_ASSIGN_OR_RETURN(auto impl,
                        StoreImpl::Create(kv::NewInMemoryDatabase(),
                                          /*directory=*/"", options));
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

absl::StatusOr<WriteResult> Store::WriteDocument(const DocumentFacts& document,
                                                 const WriteOptions& options) {
  return impl_->Write(absl::MakeConstSpan(&document, 1), options)[0];
}

std::vector<absl::StatusOr<WriteResult>> Store::WriteDocuments(
    absl::Span<const DocumentFacts> documents, const WriteOptions& options) {
  return impl_->Write(documents, options);
}

const std::string& Store::directory() const { return impl_->directory(); }

absl::Status Store::BulkCommit(BulkWrite* write, int threads) {
  return impl_->BulkCommit(write, threads);
}

absl::StatusOr<DeleteResult> Store::DeleteDocument(absl::string_view id) {
  return impl_->Delete(id);
}

absl::StatusOr<uint64_t> Store::MergeEntities(NodeId into, NodeId from) {
  return impl_->Merge(into, from);
}

absl::StatusOr<NodeId> Store::SplitEntity(uint64_t merge) {
  return impl_->Split(merge);
}

absl::StatusOr<std::shared_ptr<const Reader>> Store::Snapshot() {
  return impl_->Snapshot();
}

absl::Status Store::WarmUp(absl::FunctionRef<bool()> stopped) {
  // Half of the room for records: a name takes some 200 bytes (store.h).
  const size_t most_names = impl_->options().record_cache_bytes / 400;
  WEFT_ASSIGN_OR_RETURN(const auto reader, impl_->Snapshot());
  return reader->WarmUp(most_names, stopped);
}

absl::StatusOr<std::shared_ptr<const Reader>> Store::SnapshotFor(
    absl::string_view page_token) {
  return impl_->SnapshotFor(page_token);
}

absl::StatusOr<ChangePage> Store::Changes(uint64_t since, size_t limit) {
  WEFT_ASSIGN_OR_RETURN(const auto view, impl_->LatestView());
  return ReadChanges(*view, since, limit);
}

absl::StatusOr<uint64_t> Store::EarliestChange() {
  WEFT_ASSIGN_OR_RETURN(const auto view, impl_->LatestView());
  return graphstore::EarliestChange(*view);
}

uint64_t Store::WaitForChange(uint64_t since, absl::Duration timeout) {
  return impl_->WaitForChange(since, timeout);
}

absl::Status Store::TrimChanges(uint64_t until) {
  return graphstore::TrimChanges(impl_->database(), until);
}

void Store::KeepForTokens(std::shared_ptr<const Reader> reader) {
  impl_->KeepForTokens(std::move(reader));
}

absl::StatusOr<CheckReport> Store::Check(const LongWork& work) {
  WEFT_ASSIGN_OR_RETURN(const auto view, impl_->LatestView());
  return CheckIntegrity(*view, work);
}

absl::StatusOr<BackupResult> Store::Backup(const std::string& directory,
                                           const LongWork& work) {
  return impl_->Backup(directory, work);
}

absl::Status Store::Compact(const LongWork& work) {
  return impl_->Compact(work);
}

absl::Status Store::Dump(
    absl::FunctionRef<void(absl::string_view key, absl::string_view value)>
        visit) {
  return impl_->database()->Visit(
      {}, {}, [&](absl::string_view key, absl::string_view value) {
        visit(key, value);
        return true;
      });
}

}  // namespace weft::graphstore
