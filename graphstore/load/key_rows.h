// Rows that are nothing but keys, sorted.
#ifndef WEFT_GRAPHSTORE_LOAD_KEY_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_KEY_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/kv/database.h"
#include "graphstore/load/text_blocks.h"

namespace weft::graphstore {

// A million keys that are compared byte by byte wait for memory at each of
// twenty million comparisons. Here eight bytes of each key lie beside its
// address; keys are sorted by them as numbers, and only those that agree in
// them are looked at again, for the next eight (caching multikey quicksort: Ng
// and Kakehi, "Cache efficient radix sort for string sorting", IEICE E90-A(2),
// 2007). Not thread-safe.
class KeyRows : public kv::SortedStream {
 public:
  // Each key once; in any order.
  void Add(absl::string_view key);
  // After the last one.
  void Sort();

  absl::StatusOr<bool> Next(kv::BulkRow* row) override;

 private:
  struct Entry {
    uint64_t head;  // the eight bytes that count at present, big-endian
    const char* text;
    uint32_t size;
    uint32_t seen;  // of `size`, up to the end of `head`
  };

  static void SortFrom(Entry* begin, Entry* end, size_t depth);

  TextBlocks texts_;
  std::vector<Entry> keys_;
  size_t next_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_KEY_ROWS_H_
