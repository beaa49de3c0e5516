#include "graphstore/archive/archived_database.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/archive_lock.h"
#include "graphstore/archive/commit_record.h"
#include "graphstore/archive/forwarding_database.h"
#include "graphstore/archive/run_log.h"
#include "graphstore/archive/shared_history.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {
namespace {

// Runs begin so often in the time that they are kept.
constexpr int kRunsPerKeep = 4;

constexpr uint64_t kMostOwnerBytes = 4096;
constexpr char kArchiveFails[] = "nothing is written: the archive fails";

uint64_t BytesIn(const std::string& folder) {
  std::error_code error;
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const uint64_t size = entry.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
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

class ArchivedDatabase : public ForwardingDatabase {
 public:
  ArchivedDatabase(std::shared_ptr<kv::Database> database,
                   ArchiveOptions options, std::unique_ptr<ArchiveLock> lock)
      : ForwardingDatabase(database),
        database_(std::move(database)),
        options_(std::move(options)),
        lock_(std::move(lock)) {}

  // Goes on with the last run, or begins one.
  absl::Status Open();

  absl::StatusOr<uint64_t> Commit(const kv::WriteBatch& batch,
                                  const kv::CommitOptions& options) override;
  absl::Status BulkLoad(
      absl::Span<const std::unique_ptr<kv::SortedStream>> streams,
      const kv::BulkOptions& options) override;

 private:
  struct KeptRun {
    uint64_t number;
    absl::Time started;
  };

  absl::Status ReadRuns();
  absl::StatusOr<bool> ContinueLast();
  absl::StatusOr<bool> IsOwner() const;
  absl::Status BecomeOwner() const;
  absl::Status BeginRun();
  absl::Status WriteRun(uint64_t number);
  absl::Status BeginAnew();
  absl::Status BeginRunIfDue();
  void BeginRunBehindAWrite(absl::string_view what);
  void SetLimits();
  void ForgetOldRuns();

  const std::shared_ptr<kv::Database> database_;
  const ArchiveOptions options_;
  std::mutex writer_;                  // guards the rest
  std::unique_ptr<ArchiveLock> lock_;  // null: the folder is to be made again
  std::vector<KeptRun> runs_;          // ascending
  std::unique_ptr<RunLog> log_;        // of the last; null: a run is to begin
  VersionTime version_;                // the newest
  // A new run begins when the log has this size, or later than this.
  uint64_t log_limit_ = 0;
  absl::Time time_limit_;
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
// open then. The last commit may be one that a crash has prevented: if this
// very database has sent it. Else a copy was put in its place that goes not so
// far, and what it lacks is kept.
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
      WEFT_ASSIGN_OR_RETURN(const bool same, IsOwner());
      if (!holds && same) run->commits.pop_back();
    }
    if (run->last() != version_) return false;
    end = run->end();
  }
  WEFT_ASSIGN_OR_RETURN(log_, RunLog::Continue(path, end));
  return true;
}

// Whether this database is the one that wrote here last.
absl::StatusOr<bool> ArchivedDatabase::IsOwner() const {
  WEFT_ASSIGN_OR_RETURN(const std::string identity, kv::IdentityOf(*database_));
  const auto owner =
      ReadFile(absl::StrCat(options_.folder, "/", kOwnerFile), kMostOwnerBytes);
  return absl::IsNotFound(owner.status()) || (owner.ok() && *owner == identity);
}

absl::Status ArchivedDatabase::BecomeOwner() const {
  WEFT_ASSIGN_OR_RETURN(const std::string identity, kv::IdentityOf(*database_));
  return WriteFileAtomically(absl::StrCat(options_.folder, "/", kOwnerFile),
                             identity);
}

absl::Status ArchivedDatabase::Open() {
  WEFT_ASSIGN_OR_RETURN(version_, NewestVersion(*database_));
  WEFT_RETURN_IF_ERROR(ReadRuns());
  WEFT_ASSIGN_OR_RETURN(const bool goes_on, ContinueLast());
  if (goes_on) {
    SetLimits();
    return BecomeOwner();
  }
  std::vector<std::string> logs;
  for (const KeptRun& run : runs_) {
    logs.push_back(LogPath(options_.folder, run.number));
  }
  WEFT_ASSIGN_OR_RETURN(const bool related,
                        MayShareHistory(*database_, version_.version, logs));
  if (!related) {
    return absl::FailedPreconditionError(
        "it is of another database, no state of which this one ever had; name "
        "another folder, or make that database again with \"weft restore\"");
  }
  return BeginRun();
}

// Of the last run.
void ArchivedDatabase::SetLimits() {
  log_limit_ =
      std::max(options_.least_log_bytes,
               BytesIn(BasePath(options_.folder, runs_.back().number)));
  time_limit_ = runs_.back().started + options_.keep / kRunsPerKeep;
}

absl::Status ArchivedDatabase::BeginRun() {
  log_.reset();
  const uint64_t number = runs_.empty() ? 1 : runs_.back().number + 1;
  RemoveLeftovers(options_.folder);
  const absl::Status written = WriteRun(number);
  if (!written.ok()) {
    // What there is of it would take the room that the last one needs.
    RemoveRun(options_.folder, number).IgnoreError();
    return written;
  }
  SetLimits();
  ForgetOldRuns();
  return absl::OkStatus();
}

absl::Status ArchivedDatabase::WriteRun(uint64_t number) {
  WEFT_ASSIGN_OR_RETURN(version_, NewestVersion(*database_));
  WEFT_RETURN_IF_ERROR(database_->Checkpoint(BasePath(options_.folder, number),
                                             /*cancellation=*/nullptr));
  const RunHeader header{kFormatVersion, version_, options_.clock()};
  WEFT_ASSIGN_OR_RETURN(
      log_, RunLog::Create(LogPath(options_.folder, number), header));
  runs_.push_back({number, header.started});
  return BecomeOwner();
}

// Where the folder has been removed: from now on it has again what is written.
absl::Status ArchivedDatabase::BeginAnew() {
  log_.reset();
  runs_.clear();
  lock_.reset();  // its file may be gone
  WEFT_ASSIGN_OR_RETURN(lock_, ArchiveLock::Acquire(options_.folder));
  WEFT_RETURN_IF_ERROR(ReadRuns());
  return BeginRun();
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
  if (log_ != nullptr && log_->is_removed()) {
    options_.on_error(absl::DataLossError(
        absl::StrCat(options_.folder,
                     ": the archive was removed; it begins again with what is "
                     "written from now on")));
    lock_.reset();
  }
  if (lock_ == nullptr) return Annotate(BeginAnew(), kArchiveFails);
  if (log_ == nullptr || log_->broken()) {
    return Annotate(BeginRun(), kArchiveFails);
  }
  if (log_->size() < log_limit_ && options_.clock() <= time_limit_) {
    return absl::OkStatus();
  }
  std::unique_ptr<RunLog> log = std::move(log_);
  const absl::Status begun = BeginRun();
  if (begun.ok()) return begun;
  // The one that there is goes on a while.
  log_ = std::move(log);
  log_limit_ = log_->size() + options_.least_log_bytes;
  time_limit_ = options_.clock() + options_.keep / kRunsPerKeep;
  options_.on_error(Annotate(begun, "no new run of the archive"));
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> ArchivedDatabase::Commit(
    const kv::WriteBatch& batch, const kv::CommitOptions& options) {
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(BeginRunIfDue());
  const VersionTime version = VersionOf(batch, version_);
  WEFT_RETURN_IF_ERROR(Annotate(
      log_->Append(EncodeCommitRecord(version, batch)), kArchiveFails));
  // Two disks, or one that makes one wait of two.
  std::future<absl::Status> synced =
      std::async(std::launch::async, [this] { return log_->Sync(); });
  auto committed = database_->Commit(batch, options);
  absl::Status archived = synced.get();
  if (!committed.ok()) {
    archived = log_->TakeBack();
    if (!archived.ok()) options_.on_error(Annotate(archived, "the archive"));
    return committed;
  }
  version_ = version;
  if (!archived.ok()) {
    options_.on_error(Annotate(archived, "the archive begins a new run"));
    BeginRunBehindAWrite("a write");
  }
  return committed;
}

// The write is done: if no run can begin now, no other is until one can.
void ArchivedDatabase::BeginRunBehindAWrite(absl::string_view what) {
  const absl::Status begun = BeginRun();
  if (begun.ok()) return;
  options_.on_error(
      Annotate(begun, absl::StrCat(what, " is not in the archive yet")));
}

absl::Status ArchivedDatabase::BulkLoad(
    absl::Span<const std::unique_ptr<kv::SortedStream>> streams,
    const kv::BulkOptions& options) {
  std::lock_guard lock(writer_);
  WEFT_RETURN_IF_ERROR(BeginRunIfDue());
  WEFT_RETURN_IF_ERROR(database_->BulkLoad(streams, options));
  BeginRunBehindAWrite("a load");
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
