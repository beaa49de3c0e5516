// A database that hands everything on to another one. Who derives from it
// writes down what is to be different.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_FORWARDING_DATABASE_H_
#define WEFT_GRAPHSTORE_ARCHIVE_FORWARDING_DATABASE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/cancellation.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

class ForwardingDatabase : public kv::Database {
 public:
  explicit ForwardingDatabase(std::shared_ptr<kv::Database> database)
      : database_(std::move(database)) {}

  absl::StatusOr<uint64_t> Commit(const kv::WriteBatch& batch,
                                  const kv::CommitOptions& options) override {
    return database_->Commit(batch, options);
  }
  absl::Status BulkLoad(
      absl::Span<const std::unique_ptr<kv::SortedStream>> streams,
      const kv::BulkOptions& options) override {
    return database_->BulkLoad(streams, options);
  }
  absl::StatusOr<std::optional<std::string>> Get(
      const kv::ReadOptions& options, absl::string_view key) const override {
    return database_->Get(options, key);
  }
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const kv::ReadOptions& options,
      absl::Span<const std::string> keys) const override {
    return database_->MultiGet(options, keys);
  }
  absl::StatusOr<kv::Page> Scan(const kv::ReadOptions& options,
                                const kv::Range& range, size_t max_rows,
                                size_t max_bytes,
                                absl::string_view resume) const override {
    return database_->Scan(options, range, max_rows, max_bytes, resume);
  }
  absl::Status Visit(const kv::ReadOptions& options, const kv::Range& range,
                     kv::Visitor visit) const override {
    return database_->Visit(options, range, visit);
  }
  absl::Status MultiScan(const kv::ReadOptions& options,
                         absl::Span<const std::string> prefixes,
                         size_t limit_each, kv::MultiVisitor visit,
                         kv::ReadCounters* counters) const override {
    return database_->MultiScan(options, prefixes, limit_each, visit, counters);
  }
  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> Latest() const override {
    return database_->Latest();
  }
  absl::Status DeleteRange(const kv::Range& range) override {
    return database_->DeleteRange(range);
  }
  absl::Status Collect(const Cancellation* cancellation) override {
    return database_->Collect(cancellation);
  }
  absl::Status Checkpoint(const std::string& directory,
                          const Cancellation* cancellation) const override {
    return database_->Checkpoint(directory, cancellation);
  }
  absl::StatusOr<uint64_t> StoredBytes() const override {
    return database_->StoredBytes();
  }
  kv::MemoryUse Memory() const override { return database_->Memory(); }

 private:
  const std::shared_ptr<kv::Database> database_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_FORWARDING_DATABASE_H_
