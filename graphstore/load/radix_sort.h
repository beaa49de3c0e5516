// Sorts records by whole numbers in time that hardly grows with their count.
//
// Idea: what a comparison sort pays for more records is more steps for each of
// them, most with a missed branch and, beyond a core's caches, a missed line.
// Here a range is dealt by the highest eight bits in which its records differ
// (American flag sort: McIlroy, Bostic, McIlroy, "Engineering radix sort",
// Computing Systems 6(1), 1993); each of the 256 parts again, until a part is
// small and lies in the cache, where std::sort is best.
//
// A record says by which numbers it is ordered, the most significant first:
//
//   static constexpr int kKeys = 2;
//   uint64_t key(int index) const;      // index < kKeys
//   friend bool operator<(...);         // the same order; may go on behind
//   them
//
// Equal records come in any order.
#ifndef WEFT_GRAPHSTORE_LOAD_RADIX_SORT_H_
#define WEFT_GRAPHSTORE_LOAD_RADIX_SORT_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace weft::graphstore {

namespace radix_internal {

// Measured: parts of 64 to 1024 records take the same time.
inline constexpr size_t kSmall = 256;
inline constexpr int kDigitBits = 8;
inline constexpr size_t kDigits = size_t{1} << kDigitBits;

// Deals [begin, end) by eight bits of a key. Returns where each part begins,
// and the end.
template <typename Record>
std::array<Record*, kDigits + 1> Deal(Record* begin, Record* end, int key,
                                      int shift) {
  const auto digit = [&](const Record& record) {
    return (record.key(key) >> shift) & (kDigits - 1);
  };
  std::array<size_t, kDigits> counts{};
  for (const Record* at = begin; at != end; ++at) ++counts[digit(*at)];
  std::array<Record*, kDigits + 1> parts;
  parts[0] = begin;
  for (size_t i = 0; i < kDigits; ++i) parts[i + 1] = parts[i] + counts[i];
  std::array<Record*, kDigits> next;
  std::copy_n(parts.begin(), kDigits, next.begin());
  for (size_t i = 0; i < kDigits; ++i) {
    while (next[i] != parts[i + 1]) {
      // Carries one record on until one comes that belongs here.
      Record carried = *next[i];
      for (size_t to = digit(carried); to != i; to = digit(carried)) {
        std::swap(carried, *next[to]++);
      }
      *next[i]++ = carried;
    }
  }
  return parts;
}

// Sorts records that are equal in the keys before `key`.
template <typename Record>
void Sort(Record* begin, Record* end, int key) {
  if (static_cast<size_t>(end - begin) <= kSmall) {
    return std::sort(begin, end);
  }
  uint64_t differing = 0;
  for (; key < Record::kKeys; ++key) {
    const uint64_t first = begin->key(key);
    for (const Record* at = begin; at != end; ++at) {
      differing |= at->key(key) ^ first;
    }
    if (differing != 0) break;
  }
  if (differing == 0) return std::sort(begin, end);
  const int shift =
      std::max(static_cast<int>(std::bit_width(differing)) - kDigitBits, 0);
  const auto parts = Deal(begin, end, key, shift);
  // Without bits below these, a part is equal in this key.
  const int next_key = shift == 0 ? key + 1 : key;
  for (size_t i = 0; i < kDigits; ++i) {
    if (parts[i + 1] - parts[i] > 1) Sort(parts[i], parts[i + 1], next_key);
  }
}

}  // namespace radix_internal

template <typename Record>
void RadixSort(Record* begin, Record* end) {
  radix_internal::Sort(begin, end, 0);
}

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_RADIX_SORT_H_
