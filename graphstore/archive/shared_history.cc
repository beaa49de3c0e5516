#include "graphstore/archive/shared_history.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/file.h"
#include "base/status.h"
#include "graphstore/archive/run_log.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// nullopt: the database has no such version.
absl::StatusOr<std::optional<absl::Time>> TimeOf(const kv::Database& database,
                                                 uint64_t version) {
  const std::string key = VersionKey(version);
  WEFT_ASSIGN_OR_RETURN(const auto bytes, database.Get({}, key));
  if (!bytes) return std::nullopt;
  VersionRecord record;
  if (!DecodeVersionRecord(*bytes, &record)) return BadRecord(key);
  return record.recorded;
}

// Versions of a run: the first two, the last, and the last up to `newest`.
std::vector<VersionTime> SamplesOf(const RunContent& run, uint64_t newest) {
  std::vector<VersionTime> samples = {run.header.base};
  if (run.commits.empty()) return samples;
  samples.push_back(run.commits.front().version);
  samples.push_back(run.commits.back().version);
  const auto behind =
      std::upper_bound(run.commits.begin(), run.commits.end(), newest,
                       [](uint64_t version, const RunPoint& point) {
                         return version < point.version.version;
                       });
  if (behind != run.commits.begin()) {
    samples.push_back(std::prev(behind)->version);
  }
  return samples;
}

}  // namespace

absl::StatusOr<VersionTime> NewestVersion(const kv::Database& database) {
  WEFT_ASSIGN_OR_RETURN(const Meta meta, ReadMeta(database, {}));
  if (meta.version == 0) return VersionTime{0, absl::UnixEpoch()};
  WEFT_ASSIGN_OR_RETURN(const auto time, TimeOf(database, meta.version));
  if (!time) return BadRecord(VersionKey(meta.version));
  return VersionTime{meta.version, *time};
}

absl::StatusOr<bool> MayShareHistory(const kv::Database& database,
                                     uint64_t newest,
                                     absl::Span<const std::string> logs) {
  bool compared = false;
  for (const std::string& log : logs) {
    WEFT_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(log));
    const auto run = ScanRun(file->bytes());
    if (!run.ok()) continue;  // damaged: the others say it
    for (const VersionTime& version : SamplesOf(*run, newest)) {
      if (version.version == 0) continue;  // every database begins with it
      compared = true;
      WEFT_ASSIGN_OR_RETURN(const auto time, TimeOf(database, version.version));
      if (time == version.recorded) return true;
    }
  }
  return !compared;
}

}  // namespace weft::graphstore
