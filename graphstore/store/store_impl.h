// What is behind a Store: its database, one writer at a time, and what readers
// of the newest version share. Methods are those of Store (store.h).
#ifndef WEFT_GRAPHSTORE_STORE_STORE_IMPL_H_
#define WEFT_GRAPHSTORE_STORE_STORE_IMPL_H_

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "base/long_work.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/kv/database.h"
#include "graphstore/kv/write_batch.h"
#include "graphstore/store/adjacency_cache.h"
#include "graphstore/store/bulk_write.h"
#include "graphstore/store/document_writer.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/reader.h"
#include "graphstore/store/record_cache.h"
#include "graphstore/store/request_log.h"
#include "graphstore/store/snapshot_registry.h"
#include "graphstore/store/store.h"
#include "graphstore/store/view.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

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
  absl::StatusOr<DeleteResult> Delete(absl::string_view id,
                                      const WriteRequest& request);

  absl::StatusOr<std::shared_ptr<const Reader>> Snapshot();
  absl::StatusOr<std::shared_ptr<const Reader>> SnapshotFor(
      absl::string_view token);
  uint64_t WaitForChange(uint64_t since, absl::Duration timeout);
  void KeepForTokens(std::shared_ptr<const Reader> reader) {
    registry_.Keep(std::move(reader), options_.clock());
  }
  absl::StatusOr<BackupResult> Backup(const std::string& directory,
                                      const LongWork& work,
                                      const WriteRequest& request);
  absl::Status Compact(const LongWork& work);
  absl::StatusOr<uint64_t> Merge(NodeId into, NodeId from,
                                 const WriteRequest& request);
  absl::StatusOr<NodeId> Split(uint64_t merge, const WriteRequest& request);
  absl::StatusOr<std::optional<std::string>> FindAnswer(
      const WriteRequest& request) {
    return requests_.Find(request, options_.clock());
  }
  absl::StatusOr<std::string> KeepAnswer(const WriteRequest& request,
                                         absl::string_view answer);

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
  // What came of `request`: of `write()` now, unless it was written before.
  template <typename Result>
  absl::StatusOr<Result> Once(
      const WriteRequest& request,
      absl::FunctionRef<absl::StatusOr<Result>()> write);
  absl::Status Commit(DocumentWriter* writer, const WriteRequest& request = {},
                      absl::string_view answer = "");
  absl::Status CommitCuration(kv::WriteBatch batch, uint64_t version,
                              const WriteRequest& request,
                              absl::string_view answer);
  absl::Status CommitAnswer(const WriteRequest& request,
                            absl::string_view answer, absl::Time now);
  void ForgetOldChanges();
  bool CacheNeedsRoom() const;
  std::shared_ptr<const AdjacencyCache> CacheFor(const Meta& meta);

  // Shared with readers, which may outlive the store.
  const std::shared_ptr<kv::Database> database_;
  const std::string directory_;
  const StoreOptions options_;
  const std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time_;
  SnapshotRegistry registry_;
  std::mutex writer_;  // one commit at a time; guards the next two
  RequestLog requests_{database_.get()};
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

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STORE_IMPL_H_
