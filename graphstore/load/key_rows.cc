#include "graphstore/load/key_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace weft::graphstore {
namespace {

constexpr size_t kHeadBytes = 8;
// Keys that are fetched before they are handed out.
constexpr size_t kAhead = 16;

}  // namespace

void KeyRows::Add(absl::string_view key) {
  const absl::string_view kept = texts_.Keep(key);
  keys_.push_back({0, kept.data(), static_cast<uint32_t>(kept.size()), 0});
}

// Sorts keys that agree in their first `depth` bytes and have no fewer.
void KeyRows::SortFrom(Entry* begin, Entry* end, size_t depth) {
  for (Entry* at = begin; at != end; ++at) {
    char bytes[kHeadBytes] = {};
    const size_t count = std::min(at->size - depth, kHeadBytes);
    std::memcpy(bytes, at->text + depth, count);
    std::memcpy(&at->head, bytes, kHeadBytes);
    if constexpr (std::endian::native == std::endian::little) {
      at->head = __builtin_bswap64(at->head);
    }
    at->seen = static_cast<uint32_t>(depth + count);
  }
  // A key that ends here reads as if it went on with zeros: it comes before
  // those that really do.
  std::sort(begin, end, [](const Entry& a, const Entry& b) {
    return a.head != b.head ? a.head < b.head : a.seen < b.seen;
  });
  while (begin != end) {
    Entry* same = begin + 1;
    while (same != end && same->head == begin->head) ++same;
    while (begin != same && begin->seen == begin->size) ++begin;
    if (same - begin > 1) SortFrom(begin, same, depth + kHeadBytes);
    begin = same;
  }
}

void KeyRows::Sort() { SortFrom(keys_.data(), keys_.data() + keys_.size(), 0); }

absl::StatusOr<bool> KeyRows::Next(kv::BulkRow* row) {
  if (next_ == keys_.size()) return false;
  if (next_ + kAhead < keys_.size()) {
    __builtin_prefetch(keys_[next_ + kAhead].text);
  }
  row->key = {keys_[next_].text, keys_[next_].size};
  row->value = {};
  row->deleted = false;
  ++next_;
  return true;
}

}  // namespace weft::graphstore
