// The bytes of one commit in an archive.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_COMMIT_RECORD_H_
#define WEFT_GRAPHSTORE_ARCHIVE_COMMIT_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/kv/write_batch.h"

namespace weft::graphstore {

// A version of the graph and when it was written, to the millisecond.
struct VersionTime {
  uint64_t version = 0;
  absl::Time recorded = absl::UnixEpoch();

  friend bool operator==(const VersionTime&, const VersionTime&) = default;
};

// The version that a batch makes. Commits that make none, and leave the graph
// as it is, get `before`.
VersionTime VersionOf(const kv::WriteBatch& batch, const VersionTime& before);

struct CommitRecord {
  VersionTime version;
  std::vector<kv::WriteBatch::Change> changes;
};

// Varint version; zigzag varint milliseconds since 1970; varint number of
// changes, each: text key, byte 1 and text value, or byte 0 for a deletion.
std::string EncodeCommitRecord(const VersionTime& version,
                               const kv::WriteBatch& batch);
bool DecodeCommitRecord(absl::string_view bytes, CommitRecord* record);
// The first two fields only.
bool DecodeCommitVersion(absl::string_view bytes, VersionTime* version);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_COMMIT_RECORD_H_
