#include "graphstore/store/change_log.h"

#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

absl::Status NotKept(uint64_t since) {
  return absl::OutOfRangeError(
      absl::StrCat("the changes after version ", since,
                   " are not kept; read the whole graph, then go on from its "
                   "version"));
}

absl::StatusOr<absl::Time> RecordedAt(const View& view, uint64_t version) {
  const std::string key = VersionKey(version);
  WEFT_ASSIGN_OR_RETURN(const auto bytes, view.Get(key));
  VersionRecord record;
  if (!bytes || !DecodeVersionRecord(*bytes, &record)) return BadRecord(key);
  return record.recorded;
}

}  // namespace

absl::StatusOr<ChangePage> ReadChanges(const View& view, uint64_t since,
                                       size_t limit) {
  ChangePage page;
  page.latest = view.meta().version;
  if (since > page.latest) return NotKept(since);
  if (since == page.latest || limit == 0) return page;
  absl::Status status;
  std::string bytes;
  uint64_t version = since + 1;
  const auto finish = [&] {
    Change change;
    change.version = version;
    if (!DecodeChange(bytes, &change)) {
      status = BadRecord(ChangePrefix(version));
      return;
    }
    page.changes.push_back(std::move(change));
    bytes.clear();
  };
  WEFT_RETURN_IF_ERROR(
      view.VisitFrom(IndexPrefix(Index::kChange), ChangePrefix(since + 1),
                     [&](absl::string_view key, absl::string_view value) {
                       uint64_t at;
                       uint32_t chunk;
                       if (!ParseChangeKey(key, &at, &chunk)) {
                         status = BadRecord(key);
                         return false;
                       }
                       if (at != version && !bytes.empty()) {
                         finish();
                         ++version;
                       }
                       // Versions follow each other without a gap, unless some
                       // were trimmed.
                       if (at != version) status = NotKept(since);
                       if (!status.ok() || page.changes.size() == limit)
                         return false;
                       absl::StrAppend(&bytes, value);
                       return true;
                     }));
  if (status.ok() && !bytes.empty()) finish();
  WEFT_RETURN_IF_ERROR(status);
  if (page.changes.empty()) return NotKept(since);
  return page;
}

absl::StatusOr<uint64_t> EarliestChange(const View& view) {
  uint64_t earliest = view.meta().version;
  absl::Status status;
  WEFT_RETURN_IF_ERROR(
      view.VisitPrefix(IndexPrefix(Index::kChange),
                       [&](absl::string_view key, absl::string_view) {
                         uint64_t version;
                         uint32_t chunk;
                         if (ParseChangeKey(key, &version, &chunk)) {
                           earliest = version - 1;
                         } else {
                           status = BadRecord(key);
                         }
                         return false;
                       }));
  WEFT_RETURN_IF_ERROR(status);
  return earliest;
}

absl::Status TrimChanges(kv::Database* database, uint64_t until) {
  const uint64_t next =
      until == std::numeric_limits<uint64_t>::max() ? until : until + 1;
  return database->DeleteRange({ChangePrefix(0), ChangePrefix(next)});
}

absl::Status TrimChangesBefore(const View& view, absl::Time time,
                               kv::Database* database) {
  WEFT_ASSIGN_OR_RETURN(const uint64_t earliest, EarliestChange(view));
  // Changes up to `old` are old enough, those from `young` on are not.
  uint64_t old = earliest, young = view.meta().version + 1;
  while (young - old > 1) {
    const uint64_t middle = old + (young - old) / 2;
    WEFT_ASSIGN_OR_RETURN(const absl::Time recorded, RecordedAt(view, middle));
    (recorded < time ? old : young) = middle;
  }
  if (old == earliest) return absl::OkStatus();
  return TrimChanges(database, old);
}

}  // namespace weft::graphstore
