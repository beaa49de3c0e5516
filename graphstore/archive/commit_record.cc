#include "graphstore/archive/commit_record.h"

#include <utility>

#include "base/coding.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {
namespace {

bool TakeVersion(absl::string_view* bytes, VersionTime* version) {
  int64_t milliseconds;
  if (!GetVarint(bytes, &version->version) ||
      !GetSignedVarint(bytes, &milliseconds)) {
    return false;
  }
  version->recorded = absl::FromUnixMillis(milliseconds);
  return true;
}

bool TakeChange(absl::string_view* bytes, kv::WriteBatch::Change* change) {
  absl::string_view key, value;
  if (!GetLengthPrefixed(bytes, &key) || bytes->empty()) return false;
  const char kind = bytes->front();
  bytes->remove_prefix(1);
  change->key = std::string(key);
  change->value.reset();
  if (kind == 0) return true;
  if (kind != 1 || !GetLengthPrefixed(bytes, &value)) return false;
  change->value = std::string(value);
  return true;
}

}  // namespace

VersionTime VersionOf(const kv::WriteBatch& batch, const VersionTime& before) {
  VersionTime version = before;
  const std::string version_key = MetaKey("version");
  for (const kv::WriteBatch::Change& change : batch.changes()) {
    if (change.key != version_key || !change.value) continue;
    absl::string_view bytes = *change.value;
    GetVarint(&bytes, &version.version);
  }
  const std::string time_key = VersionKey(version.version);
  for (const kv::WriteBatch::Change& change : batch.changes()) {
    VersionRecord record;
    if (change.key == time_key && change.value &&
        DecodeVersionRecord(*change.value, &record)) {
      version.recorded = record.recorded;
    }
  }
  return version;
}

std::string EncodeCommitRecord(const VersionTime& version,
                               const kv::WriteBatch& batch) {
  std::string bytes;
  PutVarint(version.version, &bytes);
  PutSignedVarint(absl::ToUnixMillis(version.recorded), &bytes);
  PutVarint(batch.changes().size(), &bytes);
  for (const kv::WriteBatch::Change& change : batch.changes()) {
    PutLengthPrefixed(change.key, &bytes);
    bytes.push_back(change.value ? 1 : 0);
    if (change.value) PutLengthPrefixed(*change.value, &bytes);
  }
  return bytes;
}

bool DecodeCommitRecord(absl::string_view bytes, CommitRecord* record) {
  uint64_t size;
  record->changes.clear();
  if (!TakeVersion(&bytes, &record->version) || !GetVarint(&bytes, &size)) {
    return false;
  }
  for (uint64_t i = 0; i < size; ++i) {
    kv::WriteBatch::Change change;
    if (!TakeChange(&bytes, &change)) return false;
    record->changes.push_back(std::move(change));
  }
  return bytes.empty();
}

bool DecodeCommitVersion(absl::string_view bytes, VersionTime* version) {
  return TakeVersion(&bytes, version);
}

}  // namespace weft::graphstore
