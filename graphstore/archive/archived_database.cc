#include "graphstore/archive/archived_database.h"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/archive_lock.h"
#include "graphstore/archive/commit_record.h"
#include "graphstore/archive/run_log.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Runs begin so often in the time that they are kept.
constexpr int kRunsPerKeep = 4;

uint64_t BytesIn(const std::string& folder) {
  std::error_code error;
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const uint64_t size = entry.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

absl::StatusOr<VersionTime> NewestVersion(const kv::Database& database) {
  WEFT_ASSIGN_OR_RETURN(const Meta meta, ReadMeta(database, {}));
  VersionTime version{meta.version, absl::UnixEpoch()};
  if (meta.version == 0) return version;
  const std::string key = VersionKey(meta.version);
  WEFT_ASSIGN_OR_RETURN(const auto bytes, database.Get({}, key));
  VersionRecord record;
  if (!bytes || !DecodeVersionRecord(*bytes, &record)) return BadRecord(key);
  version.recorded = record.recorded;
  return version;
}

// Whether the database has what a commit made.
absl::StatusOr<bool> Holds(const kv::Database& database,
                           const CommitRecord& commit) {
  std::vector<std::string> keys;
  for (const auto& change : commit.changes) keys.push_back(change.key);
  WEFT_ASSIGN_OR_RETURN(const auto values, database.MultiGet({}, keys));
  for (size_t i = 0; i < keys.size(); ++i) {
    if (values[i] != commit.changes[i].value) return false;
  }
  return true;
}

class ArchivedDatabase : public kv::Database {
 public:
  ArchivedDatabase(std::shared_ptr<kv::Database> database,
                   ArchiveOptions options, std::unique_ptr<ArchiveLock> lock)
      : database_(std::move(database)),
        options_(std::move(options)),
        lock_(std::move(lock)) {}

  // Goes on with the last run, or begins one.
  absl::Status Open();

  absl::StatusOr<uint64_t> Commit(const kv::WriteBatch& batch,
                                  const kv::CommitOptions& options) override;
  absl::Status BulkLoad(
      absl::Span<const std::unique_ptr<kv::SortedStream>> streams,
      const kv::BulkOptions& options) override;

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
  struct KeptRun {
    uint64_t number;
    absl::Time started;
  };

  absl::Status ReadRuns();
  absl::StatusOr<bool> ContinueLast();
  absl::Status BeginRun();
  absl::Status BeginRunIfDue();
  void ForgetOldRuns();

  const std::shared_ptr<kv::Database> database_;
  const ArchiveOptions options_;
  const std::unique_ptr<ArchiveLock> lock_;
  std::mutex writer_;            // guards the rest
  std::vector<KeptRun> runs_;    // ascending
  std::unique_ptr<RunLog> log_;  // of the last; null: a run is to begin
  VersionTime version_;          // the newest
  uint64_t log_limit_ = 0;
};

absl::Status ArchivedDatabase::ReadRuns() {
  RemoveLeftovers(options_.folder);
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> numbers,
                        RunsIn(options_.folder));
  for (const uint64_t number : numbers) {
    const std::string path = LogPath(options_.folder, number);
    WEFT_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(path));
    // One that cannot be read counts as old as the archive.
    const auto header = ReadRunHeader(file->bytes());
    runs_.push_back({number, header.ok()     ? header->started
                             : runs_.empty() ? absl::InfinitePast()
                                             : runs_.back().started});
  }
  return absl::OkStatus();
}

// Whether the last run ends with the state that the database has; its log is
// open then. The last commit may be one that a crash has prevented.
absl::StatusOr<bool> ArchivedDatabase::ContinueLast() {
  if (runs_.empty()) return false;
  const std::string path = LogPath(options_.folder, runs_.back().number);
  uint64_t end;
  {
    WEFT_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(path));
    auto run = ScanRun(file->bytes());
    if (!run.ok() || run->damaged || run->header.format != kFormatVersion) {
      return false;
    }
    if (!run->commits.empty()) {
      const auto last = ReadCommit(file->bytes(), run->commits.back());
      if (!last.ok()) return false;
      WEFT_ASSIGN_OR_RETURN(const bool holds, Holds(*database_, *last));
      if (!holds) run->commits.pop_back();
    }
    if (run->last() != version_) return false;
    end = run->end();
  }
  WEFT_ASSIGN_OR_RETURN(log_, RunLog::Continue(path, end));
  return true;
}

absl::Status ArchivedDatabase::Open() {
  WEFT_ASSIGN_OR_RETURN(version_, NewestVersion(*database_));
  WEFT_RETURN_IF_ERROR(ReadRuns());
  WEFT_ASSIGN_OR_RETURN(const bool goes_on, ContinueLast());
  if (!goes_on) return BeginRun();
  log_limit_ =
      std::max(options_.least_log_bytes,
               BytesIn(BasePath(options_.folder, runs_.back().number)));
  return absl::OkStatus();
}

absl::Status ArchivedDatabase::BeginRun() {
  log_.reset();
  const uint64_t number = runs_.empty() ? 1 : runs_.back().number + 1;
  const std::string base = BasePath(options_.folder, number);
  RemoveLeftovers(options_.folder);
  WEFT_ASSIGN_OR_RETURN(version_, NewestVersion(*database_));
  WEFT_RETURN_IF_ERROR(database_->Checkpoint(base, /*cancellation=*/nullptr));
  const RunHeader header{kFormatVersion, version_, options_.clock()};
  WEFT_ASSIGN_OR_RETURN(
      log_, RunLog::Create(LogPath(options_.folder, number), header));
  runs_.push_back({number, header.started});
  log_limit_ = std::max(options_.least_log_bytes, BytesIn(base));
  ForgetOldRuns();
  return absl::OkStatus();
}

// A run is of use as long as the one behind it began later than the first time
// that is kept.
void ArchivedDatabase::ForgetOldRuns() {
  if (options_.keep == absl::InfiniteDuration()) return;
  const absl::Time oldest = options_.clock() - options_.keep;
  while (runs_.size() > 1 && runs_[1].started <= oldest) {
    const absl::Status removed =
        RemoveRun(options_.folder, runs_.front().number);
    if (!removed.ok()) {
      options_.on_error(Annotate(removed, "an old run of the archive"));
      return;
    }
    runs_.erase(runs_.begin());
  }
}

absl::Status ArchivedDatabase::BeginRunIfDue() {
  if (log_ == nullptr || log_->broken()) {
    return Annotate(BeginRun(), "nothing is written: the archive fails");
  }
  const bool is_old =
      options_.keep < absl::InfiniteDuration() &&
      options_.clock() - runs_.back().started > options_.keep / kRunsPerKeep;
  if (log_->size() < log_limit_ && !is_old) return absl::OkStatus();
  std::unique_ptr<RunLog> log = std::move(log_);
  const absl::Status begun = BeginRun();
  if (begun.ok()) return begun;
  // The one that there is goes on a while.
  log_ = std::move(log);
  log_limit_ = log_->size() + options_.least_log_bytes;
  options_.on_error(Annotate(begun, "no new run of the archive"));
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> ArchivedDatabase::Commit(
    const kv::WriteBatch& batch, const kv::CommitOptions& options) {
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(BeginRunIfDue());
  const VersionTime version = VersionOf(batch, version_);
  WEFT_RETURN_IF_ERROR(
      Annotate(log_->Append(EncodeCommitRecord(version, batch)),
               "nothing is written: the archive fails"));
  auto committed = database_->Commit(batch, options);
  if (committed.ok()) {
    version_ = version;
  } else if (const absl::Status taken = log_->TakeBack(); !taken.ok()) {
    options_.on_error(Annotate(taken, "the archive"));
  }
  return committed;
}

absl::Status ArchivedDatabase::BulkLoad(
    absl::Span<const std::unique_ptr<kv::SortedStream>> streams,
    const kv::BulkOptions& options) {
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(BeginRunIfDue());
  WEFT_RETURN_IF_ERROR(database_->BulkLoad(streams, options));
  const absl::Status begun = BeginRun();
  if (!begun.ok()) {
    options_.on_error(Annotate(begun, "a load is not in the archive yet"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<kv::Database>> OpenArchived(
    std::shared_ptr<kv::Database> database, ArchiveOptions options) {
  if (options.folder.empty()) {
    return absl::InvalidArgumentError("name a folder for the archive");
  }
  WEFT_ASSIGN_OR_RETURN(auto lock, ArchiveLock::Acquire(options.folder));
  const std::string folder = options.folder;
  auto archived = std::make_shared<ArchivedDatabase>(
      std::move(database), std::move(options), std::move(lock));
  const absl::Status opened = archived->Open();
  if (!opened.ok()) return Annotate(opened, absl::StrCat("archive ", folder));
  return archived;
}

}  // namespace weft::graphstore
