#include "graphstore/archive/archive_restore.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/run_log.h"
#include "graphstore/key/keys.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {
namespace {

std::string Text(const VersionTime& version) {
  const std::string number = absl::StrCat("version ", version.version);
  if (version.version == 0) return number;
  return absl::StrCat(number, " of ",
                      absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", version.recorded,
                                       absl::UTCTimeZone()));
}

// A run with what is in its log.
struct ReadRun {
  std::string log;
  RunContent content;
};

absl::StatusOr<ReadRun> Read(const std::string& folder, uint64_t number) {
  ReadRun run;
  run.log = LogPath(folder, number);
  WEFT_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(run.log));
  auto content = ScanRun(file->bytes());
  if (!content.ok()) return Annotate(content.status(), run.log);
  run.content = *std::move(content);
  return run;
}

// When a run began to be what the database was: with the version of its copy,
// or, where that was older than what the run before had seen, when the run
// began: the database had been restored.
absl::Time TimeOfBase(const RunHeader& header, absl::Time seen) {
  return header.base.recorded >= seen ? header.base.recorded : header.started;
}

// The states of an archive, oldest first, in the order in which the database
// went through them.
class Search {
 public:
  explicit Search(const ArchiveTarget& target) : target_(target) {}

  // Takes the states of the next run. False: no later run can be asked for.
  bool Add(const std::string& folder, uint64_t number, const ReadRun& run) {
    const RunHeader& header = run.content.header;
    seen_ = std::max(seen_, header.base.recorded);
    if (!Take(header.base, TimeOfBase(header, seen_), folder, number, run)) {
      return false;
    }
    damaged_ = false;
    for (const RunPoint& point : run.content.commits) {
      if (!Take(point.version, point.version.recorded, folder, number, run)) {
        return false;
      }
    }
    last_ = run.content.last();
    damaged_ = run.content.damaged;
    return true;
  }

  // What the log of the next run had cannot be known any more.
  void AddUnreadable() { damaged_ = true; }

  absl::StatusOr<ArchivedState> Result(const std::string& folder) const {
    if (found_ && !IsLost()) return *found_;
    WEFT_ASSIGN_OR_RETURN(const std::vector<ArchivedRun> runs,
                          ListRuns(folder));
    return Missing(folder, runs);
  }

 private:
  bool Take(const VersionTime& version, absl::Time time,
            const std::string& folder, uint64_t number, const ReadRun& run) {
    if (target_.time && time > *target_.time) return false;
    seen_ = std::max(seen_, time);
    if (!target_.version || version.version == *target_.version) {
      found_ = {version, BasePath(folder, number), run.log};
    }
    return true;
  }

  // Why there is no such state.
  absl::Status Missing(const std::string& folder,
                       absl::Span<const ArchivedRun> runs) const {
    const ArchivedRun* before = nullptr;
    for (const ArchivedRun& run : runs) {
      if (target_.version && run.last.version > *target_.version) {
        if (before != nullptr) return Between(folder, *before, run);
        break;
      }
      before = &run;
    }
    if (damaged_ && before != nullptr) {
      return absl::DataLossError(
          absl::StrCat(folder, ": the archive is damaged behind ", Text(last_),
                       "; that version and those before can be restored"));
    }
    return absl::OutOfRangeError(
        absl::StrCat(folder, ": the archive has nothing of then; it goes from ",
                     Text(runs.front().first), " to ", Text(runs.back().last)));
  }

  // The version lies behind what the one run has, and before the other.
  absl::Status Between(const std::string& folder, const ArchivedRun& before,
                       const ArchivedRun& behind) const {
    const std::string what = absl::StrCat(
        folder, ": the archive has no version ", *target_.version, ", but ",
        Text(before.last), " and ", Text(behind.first), "; what was between ");
    return before.damaged
               ? absl::DataLossError(absl::StrCat(what, "is damaged"))
               : absl::OutOfRangeError(
                     absl::StrCat(what, "was written without the archive"));
  }

  // A state behind the last one that could be read may be the one.
  bool IsLost() const { return damaged_ && !target_.version; }

  const ArchiveTarget target_;
  absl::Time seen_ = absl::InfinitePast();
  VersionTime last_;
  // What came behind the last state that was taken is lost.
  bool damaged_ = false;
  std::optional<ArchivedState> found_;
};

}  // namespace

bool IsArchive(const std::string& folder) {
  const auto runs = RunsIn(folder);
  return runs.ok() && !runs->empty();
}

absl::StatusOr<std::vector<ArchivedRun>> ListRuns(const std::string& folder) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> numbers, RunsIn(folder));
  std::vector<ArchivedRun> runs;
  for (const uint64_t number : numbers) {
    const auto run = Read(folder, number);
    if (absl::IsDataLoss(run.status())) {
      const VersionTime last = runs.empty() ? VersionTime() : runs.back().last;
      runs.push_back({number, last, last, absl::InfinitePast(), 0, true});
      continue;
    }
    WEFT_RETURN_IF_ERROR(run.status());
    const RunContent& content = run->content;
    runs.push_back({number, content.header.base, content.last(),
                    content.header.started, content.end(), content.damaged});
  }
  if (runs.empty()) {
    return absl::NotFoundError(absl::StrCat(
        folder,
        ": there is no archive here; name the folder of \"weft serve "
        "--archive\""));
  }
  return runs;
}

absl::StatusOr<ArchivedState> FindState(const std::string& folder,
                                        const ArchiveTarget& target) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> numbers, RunsIn(folder));
  if (numbers.empty()) {
    return absl::NotFoundError(
        absl::StrCat(folder, ": there is no archive here"));
  }
  Search search(target);
  for (const uint64_t number : numbers) {
    const auto run = Read(folder, number);
    if (absl::IsDataLoss(run.status())) {
      search.AddUnreadable();
      continue;
    }
    WEFT_RETURN_IF_ERROR(run.status());
    if (!search.Add(folder, number, *run)) break;
  }
  return search.Result(folder);
}

absl::Status Replay(const ArchivedState& state, const std::string& database) {
  WEFT_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(state.log));
  WEFT_ASSIGN_OR_RETURN(const RunContent run, ScanRun(file->bytes()));
  kv::RocksDbOptions options;
  options.create_if_missing = false;
  WEFT_ASSIGN_OR_RETURN(const auto copy, kv::OpenRocksDb(database, options));
  uint64_t version = run.header.base.version;
  for (const RunPoint& point : run.commits) {
    if (point.version.version > state.version.version) break;
    const auto commit = ReadCommit(file->bytes(), point);
    if (!commit.ok()) return Annotate(commit.status(), state.log);
    kv::WriteBatch batch;
    batch.Expect(MetaKey("version"), EncodeVersion(version));
    for (const kv::WriteBatch::Change& change : commit->changes) {
      if (change.value) {
        batch.Put(change.key, *change.value);
      } else {
        batch.Delete(change.key);
      }
    }
    // Unless all of it is done nothing of it counts: no commit need be durable
    // before the last one.
    const bool last = &point == &run.commits.back() ||
                      point.version.version == state.version.version;
    const auto committed = copy->Commit(batch, {.durable = last});
    if (absl::IsAborted(committed.status())) {
      return absl::DataLossError(
          absl::StrCat(state.log, ": version ", point.version.version,
                       " does not follow what ", state.base,
                       " has; the archive is damaged"));
    }
    WEFT_RETURN_IF_ERROR(committed.status());
    version = point.version.version;
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
