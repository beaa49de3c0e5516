#include "graphstore/load/row_streams.h"

#include <algorithm>
#include <cstdint>

#include "base/coding.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

// Rows between two looks at the cancellation.
constexpr size_t kRowsPerPoll = 4096;

}  // namespace

absl::StatusOr<bool> MadeRows::Next(kv::BulkRow* row) {
  WEFT_ASSIGN_OR_RETURN(const bool more, Make(&key_, &value_));
  row->key = key_;
  row->value = value_;
  row->deleted = false;
  return more;
}

void ListedRows::AddChanges(const std::vector<kv::Row>& before,
                            const std::vector<kv::Row>& after) {
  auto old = before.begin();
  for (const kv::Row& row : after) {
    for (; old != before.end() && old->key < row.key; ++old) Delete(old->key);
    if (old == before.end() || old->key != row.key) {
      Add(row.key, row.value);
      continue;
    }
    if (old->value != row.value) Add(row.key, row.value);
    ++old;
  }
  for (; old != before.end(); ++old) Delete(old->key);
}

void ListedRows::Append(ListedRows* other) {
  for (Listed& row : other->rows_) rows_.push_back(std::move(row));
  other->rows_.clear();
}

void ListedRows::Sort() {
  std::sort(rows_.begin(), rows_.end(),
            [](const Listed& a, const Listed& b) { return a.key < b.key; });
}

void ListedRows::AddChunks(absl::string_view prefix, absl::string_view bytes,
                           size_t chunk_bytes) {
  for (uint32_t chunk = 0; !bytes.empty(); ++chunk) {
    std::string key(prefix);
    PutFixed32(chunk, &key);
    Add(std::move(key), std::string(bytes.substr(0, chunk_bytes)));
    bytes.remove_prefix(std::min(bytes.size(), chunk_bytes));
  }
}

void ListedRows::Clear() {
  rows_.clear();
  next_ = 0;
}

std::string ListedRows::Encode() const {
  std::string out;
  for (const Listed& row : rows_) {
    PutLengthPrefixed(row.key, &out);
    PutLengthPrefixed(row.value, &out);
    out.push_back(static_cast<char>(row.deleted));
  }
  return out;
}

bool ListedRows::Decode(absl::string_view bytes) {
  absl::string_view key, value;
  while (!bytes.empty()) {
    if (!GetLengthPrefixed(&bytes, &key) ||
        !GetLengthPrefixed(&bytes, &value) || bytes.empty()) {
      return false;
    }
    rows_.push_back({std::string(key), std::string(value), bytes[0] != 0});
    bytes.remove_prefix(1);
  }
  return true;
}

absl::StatusOr<bool> ListedRows::Next(kv::BulkRow* row) {
  if (next_ == rows_.size()) return false;
  row->key = rows_[next_].key;
  row->value = rows_[next_].value;
  row->deleted = rows_[next_].deleted;
  ++next_;
  return true;
}

absl::StatusOr<bool> JoinedRows::Next(kv::BulkRow* row) {
  if (rows_++ % kRowsPerPoll == 0) {
    WEFT_RETURN_IF_ERROR(cancellation_.Check());
  }
  for (; at_ < streams_.size(); ++at_) {
    WEFT_ASSIGN_OR_RETURN(const bool more, streams_[at_]->Next(row));
    if (more) return true;
    streams_[at_].reset();  // its memory is for the others
  }
  return false;
}

}  // namespace weft::graphstore
