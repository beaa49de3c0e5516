// Names by number: each distinct text once, numbered by first occurrence.
#ifndef WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
#define WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/load/text_blocks.h"

namespace weft::graphstore {

// A hash table in which a look-up reads one line of memory: half a line has the
// hash, the number and the first bytes of a name, which is all of most names.
// With a million names that line is in no cache; so look-ups can be made in
// steps, and wait for many lines at once:
//
//   for (i...) hashes[i] = table.Expect(names[i]);   lines are on their way
//   for (i...) numbers[i] = table.Add(names[i], hashes[i]);
//
// (group prefetching: Chen, Ailamaki, Gibbons, Mowry, "Improving hash join
// performance through prefetching", ICDE 2004.) Not thread-safe.
class NameTable {
 public:
  NameTable();
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  // The number of `name`, from 0; new if it was not there.
  uint32_t Add(absl::string_view name) { return Add(name, Expect(name)); }
  // The same for a name whose hash Expect() gave.
  uint32_t Add(absl::string_view name, uint32_t hash);
  // Whether the last Add() was new.
  bool added() const { return added_; }

  // Has the processor fetch what an Add() reads.
  uint32_t Expect(absl::string_view name) const;

  absl::string_view name(uint32_t number) const { return names_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(names_.size()); }
  // Memory in use, about.
  size_t bytes() const;

 private:
  static constexpr uint32_t kFree = 0xFFFFFFFF;
  static constexpr size_t kHeadBytes = 20;

  // Probed one after the other from hash modulo their number on.
  struct alignas(32) Slot {
    uint32_t hash = 0;
    uint32_t number = kFree;
    uint32_t size = 0;           // of the name
    char head[kHeadBytes] = {};  // its first bytes
  };

  bool Holds(const Slot& slot, absl::string_view name, uint32_t hash) const;
  void Grow();

  TextBlocks texts_;
  std::vector<absl::string_view> names_;
  std::vector<Slot> slots_;  // a power of two; at most half are in use
  bool added_ = false;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
