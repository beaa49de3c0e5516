#include "graphstore/store/store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/change_log.h"
#include "graphstore/store/checker.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/store_impl.h"

namespace weft::graphstore {

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

absl::StatusOr<DeleteResult> Store::DeleteDocument(
    absl::string_view id, const WriteRequest& request) {
  return impl_->Delete(id, request);
}

absl::StatusOr<uint64_t> Store::MergeEntities(NodeId into, NodeId from,
                                              const WriteRequest& request) {
  return impl_->Merge(into, from, request);
}

absl::StatusOr<NodeId> Store::SplitEntity(uint64_t merge,
                                          const WriteRequest& request) {
  return impl_->Split(merge, request);
}

absl::StatusOr<std::optional<std::string>> Store::FindAnswer(
    const WriteRequest& request) {
  return impl_->FindAnswer(request);
}

absl::StatusOr<std::string> Store::KeepAnswer(const WriteRequest& request,
                                              absl::string_view answer) {
  return impl_->KeepAnswer(request, answer);
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
                                           const LongWork& work,
                                           const WriteRequest& request) {
  return impl_->Backup(directory, work, request);
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
