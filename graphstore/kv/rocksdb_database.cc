#include "graphstore/kv/rocksdb_database.h"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "graphstore/kv/bulk_files.h"
#include "graphstore/kv/cancel_flag.h"
#include "graphstore/kv/checkpoint_directory.h"
#include "graphstore/kv/directory_lock.h"
#include "graphstore/kv/disk_space.h"
#include "graphstore/kv/native_log.h"
#include "graphstore/kv/native_options.h"
#include "graphstore/kv/rocksdb_checkpoint.h"
#include "graphstore/kv/rocksdb_status.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "rocksdb/write_batch.h"

namespace weft::graphstore::kv {
namespace {

// Rows between two looks at the clock.
constexpr uint64_t kRowsPerDeadlineCheck = 1024;
// Deleted rows that an iterator without an upper bound steps over.
constexpr uint64_t kMostSkipped = 256;

rocksdb::Slice ToSlice(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
absl::string_view ToView(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

class RocksDbSnapshot : public Snapshot {
 public:
  explicit RocksDbSnapshot(std::shared_ptr<rocksdb::DB> db)
      : db_(std::move(db)), snapshot_(db_->GetSnapshot()) {}
  ~RocksDbSnapshot() override { db_->ReleaseSnapshot(snapshot_); }

  uint64_t sequence() const override { return snapshot_->GetSequenceNumber(); }
  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  // Shared: a snapshot may outlive the Database object.
  std::shared_ptr<rocksdb::DB> db_;
  const rocksdb::Snapshot* snapshot_;
};

class RocksDbDatabase : public Database {
 public:
  // `lock` and an error in `writable` for one that can be read only.
  RocksDbDatabase(std::unique_ptr<rocksdb::DB> db, rocksdb::Options options,
                  std::string directory, uint64_t reserve_bytes,
                  std::unique_ptr<DirectoryLock> lock, absl::Status writable)
      : lock_(std::move(lock)),
        db_(std::move(db)),
        options_(std::move(options)),
        directory_(std::move(directory)),
        reserve_bytes_(reserve_bytes),
        writable_(std::move(writable)) {}

  absl::StatusOr<std::optional<std::string>> Get(
      const ReadOptions& options, absl::string_view key) const override {
    std::string value;
    const rocksdb::Status status =
        db_->Get(Reading(options), ToSlice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    WEFT_RETURN_IF_ERROR(Convert(status));
    return value;
  }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const ReadOptions& options,
      absl::Span<const std::string> keys) const override;

  absl::StatusOr<Page> Scan(const ReadOptions& options, const Range& range,
                            size_t max_rows, size_t max_bytes,
                            absl::string_view resume) const override;

  absl::Status Visit(const ReadOptions& options, const Range& range,
                     Visitor visit) const override;

  absl::Status MultiScan(const ReadOptions& options,
                         absl::Span<const std::string> prefixes,
                         size_t limit_each, MultiVisitor visit,
                         ReadCounters* counters) const override;

  absl::StatusOr<uint64_t> Commit(const WriteBatch& batch,
                                  const CommitOptions& options) override;

  absl::StatusOr<std::shared_ptr<const Snapshot>> Latest() const override {
    return std::make_shared<RocksDbSnapshot>(db_);
  }

  absl::Status BulkLoad(absl::Span<const std::unique_ptr<SortedStream>> streams,
                        const BulkOptions& options) override;

  absl::Status DeleteRange(const Range& range) override {
    WEFT_RETURN_IF_ERROR(writable_);
    std::lock_guard lock(writer_);
    const std::string end =
        range.hi.empty() ? std::string(kMaxKeyBytes + 1, '\xFF') : range.hi;
    rocksdb::WriteOptions writing;
    writing.sync = true;
    return Convert(
        db_->DeleteRange(writing, db_->DefaultColumnFamily(), range.lo, end));
  }

  absl::Status Collect(const Cancellation* cancellation) override;

  absl::Status Checkpoint(const std::string& directory,
                          const Cancellation* cancellation) const override;

  absl::StatusOr<std::string> Identity() const {
    std::string identity;
    WEFT_RETURN_IF_ERROR(Convert(db_->GetDbIdentity(identity)));
    return identity;
  }

  absl::StatusOr<uint64_t> StoredBytes() const override;

  MemoryUse Memory() const override;

 private:
  absl::Status Convert(const rocksdb::Status& status) const {
    return FromRocksDb(status, directory_);
  }
  static rocksdb::ReadOptions Reading(const ReadOptions& options);
  absl::Status CheckExpectations(
      absl::Span<const WriteBatch::Expectation> expectations) const;
  absl::Status CheckRoomFor(uint64_t batch_bytes) const;
  absl::Status LoadFrom(const std::string& folder,
                        absl::Span<const std::unique_ptr<SortedStream>> streams,
                        const BulkOptions& options);

  const std::unique_ptr<DirectoryLock> lock_;
  // Shared with snapshots.
  std::shared_ptr<rocksdb::DB> db_;
  const rocksdb::Options options_;
  const std::string directory_;
  const uint64_t reserve_bytes_;
  const absl::Status writable_;
  std::mutex bulk_;    // held by a bulk load; taken before writer_
  std::mutex writer_;  // held from the check of expectations to the write
};

rocksdb::ReadOptions RocksDbDatabase::Reading(const ReadOptions& options) {
  rocksdb::ReadOptions reading;
  if (options.snapshot) {
    reading.snapshot =
        static_cast<const RocksDbSnapshot&>(*options.snapshot).get();
  }
  if (options.deadline != absl::InfiniteFuture()) {
    reading.deadline =
        std::chrono::microseconds(absl::ToUnixMicros(options.deadline));
  }
  return reading;
}

absl::StatusOr<std::vector<std::optional<std::string>>>
RocksDbDatabase::MultiGet(const ReadOptions& options,
                          absl::Span<const std::string> keys) const {
  std::vector<rocksdb::Slice> slices;
  slices.reserve(keys.size());
  for (const std::string& key : keys) slices.push_back(ToSlice(key));
  std::vector<rocksdb::PinnableSlice> found(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  db_->MultiGet(Reading(options), db_->DefaultColumnFamily(), keys.size(),
                slices.data(), found.data(), statuses.data());
  std::vector<std::optional<std::string>> values(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    WEFT_RETURN_IF_ERROR(Convert(statuses[i]));
    values[i].emplace(found[i].data(), found[i].size());
  }
  return values;
}

absl::StatusOr<Page> RocksDbDatabase::Scan(const ReadOptions& options,
                                           const Range& range, size_t max_rows,
                                           size_t max_bytes,
                                           absl::string_view resume) const {
  Page page;
  size_t bytes = 0;
  // The first key after `resume` is `resume` with a zero byte added.
  const Range rest{resume.empty() ? range.lo : absl::StrCat(resume) + '\0',
                   range.hi};
  WEFT_RETURN_IF_ERROR(
      Visit(options, rest, [&](absl::string_view key, absl::string_view value) {
        if (!page.rows.empty() &&
            (page.rows.size() >= max_rows || bytes >= max_bytes)) {
          page.resume = page.rows.back().key;
          page.done = false;
          return false;
        }
        bytes += key.size() + value.size();
        page.rows.push_back({std::string(key), std::string(value)});
        return true;
      }));
  return page;
}

absl::Status RocksDbDatabase::Visit(const ReadOptions& options,
                                    const Range& range, Visitor visit) const {
  rocksdb::ReadOptions reading = Reading(options);
  const rocksdb::Slice end = range.hi;
  if (!range.hi.empty()) reading.iterate_upper_bound = &end;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(reading));
  uint64_t rows = 0;
  for (it->Seek(range.lo); it->Valid(); it->Next()) {
    if (++rows % kRowsPerDeadlineCheck == 0 && options.deadline < absl::Now()) {
      return absl::DeadlineExceededError("the time for this read is over");
    }
    if (!visit(ToView(it->key()), ToView(it->value()))) break;
  }
  return Convert(it->status());
}

// Seek(), where the row is likely to be among the next ones: a step costs a
// tenth of a seek.
void SeekFrom(const rocksdb::Slice& key, rocksdb::Iterator* it) {
  constexpr int kSteps = 4;
  if (it->Valid() && it->key().compare(key) < 0) {
    for (int i = 0; i < kSteps; ++i) {
      it->Next();
      if (!it->Valid()) break;
      if (it->key().compare(key) >= 0) return;
    }
  }
  it->Seek(key);
}

absl::Status RocksDbDatabase::MultiScan(const ReadOptions& options,
                                        absl::Span<const std::string> prefixes,
                                        size_t limit_each, MultiVisitor visit,
                                        ReadCounters* counters) const {
  ReadCounters cost;
  cost.waves = 1;
  cost.operations = prefixes.size();
  // One iterator for all prefixes; so no upper bound, the prefix is compared.
  // Behind a prefix that has no row there may be any number of deleted ones of
  // other prefixes: it gives up, and the prefix has an iterator of its own.
  rocksdb::ReadOptions reading = Reading(options);
  reading.max_skippable_internal_keys = kMostSkipped;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(reading));
  for (size_t i = 0; i < prefixes.size(); ++i) {
    size_t left = limit_each;
    if (left == 0) break;
    size_t seen = 0;
    bool more = true;
    for (SeekFrom(prefixes[i], it.get());
         it->Valid() && it->key().starts_with(prefixes[i]); it->Next()) {
      if (++cost.rows % kRowsPerDeadlineCheck == 0 &&
          options.deadline < absl::Now()) {
        return absl::DeadlineExceededError("the time for this read is over");
      }
      cost.bytes += it->key().size() + it->value().size();
      ++seen;
      more = visit(i, ToView(it->key()), ToView(it->value()));
      if (!more || --left == 0) break;
    }
    if (it->Valid() || !more || left == 0) continue;
    if (!it->status().IsIncomplete()) {
      WEFT_RETURN_IF_ERROR(Convert(it->status()));
      continue;
    }
    WEFT_RETURN_IF_ERROR(
        Visit(options, Range::Prefix(prefixes[i]),
              [&](absl::string_view key, absl::string_view value) {
                if (seen > 0) return --seen, true;
                ++cost.rows;
                cost.bytes += key.size() + value.size();
                return visit(i, key, value) && --left > 0;
              }));
  }
  if (counters != nullptr) {
    counters->waves += cost.waves;
    counters->operations += cost.operations;
    counters->rows += cost.rows;
    counters->bytes += cost.bytes;
  }
  return absl::OkStatus();
}

absl::Status RocksDbDatabase::CheckExpectations(
    absl::Span<const WriteBatch::Expectation> expectations) const {
  for (const auto& [key, expected] : expectations) {
    WEFT_ASSIGN_OR_RETURN(const std::optional<std::string> value, Get({}, key));
    if (value != expected) {
      return absl::AbortedError(
          absl::StrCat("key ", absl::CHexEscape(key),
                       " was changed by another writer; read it again"));
    }
  }
  return absl::OkStatus();
}

// A batch goes to the log and later, with all that is in memory, to tables.
absl::Status RocksDbDatabase::CheckRoomFor(uint64_t batch_bytes) const {
  uint64_t in_memory = 0;
  db_->GetIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables,
                      &in_memory);
  WEFT_ASSIGN_OR_RETURN(const uint64_t free, FreeBytes(directory_));
  return CheckRoom(directory_, free, in_memory + 2 * batch_bytes,
                   reserve_bytes_);
}

absl::StatusOr<uint64_t> RocksDbDatabase::Commit(const WriteBatch& batch,
                                                 const CommitOptions& options) {
  WEFT_RETURN_IF_ERROR(writable_);
  WEFT_RETURN_IF_ERROR(batch.Validate());
  rocksdb::WriteBatch native;
  for (const auto& [key, value] : batch.changes()) {
    WEFT_RETURN_IF_ERROR(
        Convert(value ? native.Put(key, *value) : native.Delete(key)));
  }
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(CheckExpectations(batch.expectations()));
  WEFT_RETURN_IF_ERROR(CheckRoomFor(native.GetDataSize()));
  rocksdb::WriteOptions writing;
  writing.sync = options.durable;
  WEFT_RETURN_IF_ERROR(Convert(db_->Write(writing, &native)));
  return db_->GetLatestSequenceNumber();
}

// Writes the tables to `folder` and takes them in.
absl::Status RocksDbDatabase::LoadFrom(
    const std::string& folder,
    absl::Span<const std::unique_ptr<SortedStream>> streams,
    const BulkOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> files,
                        WriteBulkFiles(streams, options, folder, options_));
  if (files.empty()) return absl::OkStatus();
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(CheckExpectations(options.expectations));
  WEFT_RETURN_IF_ERROR(CheckRoomFor(0));
  rocksdb::IngestExternalFileOptions ingest;
  ingest.move_files = true;
  // A table that is not taken in after all stays as it was written.
  ingest.write_global_seqno = false;
  return Convert(db_->IngestExternalFile(files, ingest));
}

absl::Status RocksDbDatabase::BulkLoad(
    absl::Span<const std::unique_ptr<SortedStream>> streams,
    const BulkOptions& options) {
  WEFT_RETURN_IF_ERROR(writable_);
  // One at a time: they share the folder.
  std::lock_guard lock(bulk_);
  const std::string own = directory_ + "/bulk";
  std::error_code error;
  std::filesystem::remove_all(own, error);  // of a load that was killed
  if (!options.tables.folder.empty()) {
    return LoadFrom(options.tables.folder, streams, options);
  }
  std::filesystem::create_directory(own, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot create ", own, ": ", error.message()));
  }
  const absl::Status status = LoadFrom(own, streams, options);
  std::filesystem::remove_all(own, error);
  return status;
}

absl::Status RocksDbDatabase::Collect(const Cancellation* cancellation) {
  WEFT_RETURN_IF_ERROR(writable_);
  WEFT_RETURN_IF_ERROR(CheckRoomFor(0));
  CancelFlag cancelled(cancellation);
  rocksdb::CompactRangeOptions compact;
  compact.bottommost_level_compaction =
      rocksdb::BottommostLevelCompaction::kForceOptimized;
  compact.canceled = cancelled.get();
  const rocksdb::Status status = db_->CompactRange(compact, nullptr, nullptr);
  if (!status.ok()) WEFT_RETURN_IF_ERROR(cancelled.Why());
  return Convert(status);
}

absl::Status RocksDbDatabase::Checkpoint(
    const std::string& directory, const Cancellation* cancellation) const {
  WEFT_RETURN_IF_ERROR(writable_);
  WEFT_RETURN_IF_ERROR(ClearCheckpointDirectory(directory));
  // On a full disk there is no room for a flush (disk_space.h), and a copy on
  // another one is just what is wanted.
  const rocksdb::Status status = WriteCheckpoint(
      db_.get(), directory, cancellation, /*flush=*/CheckRoomFor(0).ok());
  if (status.IsAborted()) WEFT_RETURN_IF_ERROR(cancellation->Check());
  return FromRocksDb(status, directory);
}

absl::StatusOr<uint64_t> RocksDbDatabase::StoredBytes() const {
  uint64_t files = 0, log = 0;
  db_->GetIntProperty(rocksdb::DB::Properties::kTotalSstFilesSize, &files);
  db_->GetIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &log);
  return files + log;
}

MemoryUse RocksDbDatabase::Memory() const {
  MemoryUse use;
  db_->GetIntProperty(rocksdb::DB::Properties::kBlockCacheUsage, &use.blocks);
  db_->GetIntProperty(rocksdb::DB::Properties::kSizeAllMemTables, &use.writes);
  return use;
}

}  // namespace

absl::StatusOr<std::shared_ptr<Database>> OpenRocksDb(
    const std::string& directory, const RocksDbOptions& options) {
  std::error_code error;
  const bool exists = std::filesystem::exists(directory + "/CURRENT", error);
  if (!exists && !options.create_if_missing) {
    return absl::NotFoundError(
        absl::StrCat("there is no database in ", directory,
                     "; ingest something into it or name another with --db"));
  }
  std::filesystem::create_directories(directory, error);
  if (error) {
    const std::string what =
        absl::StrCat("cannot create ", directory, ": ", error.message());
    return error == std::errc::permission_denied
               ? absl::PermissionDeniedError(what)
               : absl::UnavailableError(what);
  }
  const absl::Status allowed = MayWrite(directory);
  absl::Status writable = allowed;
  if (allowed.ok()) {
    WEFT_ASSIGN_OR_RETURN(const uint64_t free, FreeBytes(directory));
    writable =
        CheckRoom(directory, free, LogBytes(directory), options.reserve_bytes);
  }
  if (!exists) WEFT_RETURN_IF_ERROR(writable);
  rocksdb::Options native = NativeOptions(options);
  native.info_log = NewNativeLog(directory);
  auto lock = std::make_unique<DirectoryLock>();
  rocksdb::DB* db = nullptr;
  rocksdb::Status status;
  if (writable.ok()) {
    status = rocksdb::DB::Open(native, directory, &db);
  } else {
    status = allowed.ok() ? lock->Acquire(directory)
                          : lock->AcquireShared(directory);
    if (status.ok()) {
      status = rocksdb::DB::OpenForReadOnly(native, directory, &db);
    }
  }
  std::unique_ptr<rocksdb::DB> owned(db);
  WEFT_RETURN_IF_ERROR(FromRocksDbOpen(status, directory));
  return std::make_shared<RocksDbDatabase>(
      std::move(owned), native, directory, options.reserve_bytes,
      std::move(lock), std::move(writable));
}

absl::StatusOr<std::string> IdentityOf(const Database& database) {
  const auto* native = dynamic_cast<const RocksDbDatabase*>(&database);
  return native == nullptr ? std::string() : native->Identity();
}

}  // namespace weft::graphstore::kv
