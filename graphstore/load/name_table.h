// Names by number: each distinct text once, numbered by first occurrence.
#ifndef WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
#define WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::graphstore {

// A hash table whose look-ups can be made in steps, because with a million
// names each of them waits for memory twice, for the slot and for the text:
//
//   for (i...) hashes[i] = table.Expect(names[i]);   slots are on their way
//   for (i...) table.ExpectText(hashes[i]);          texts are
//   for (i...) numbers[i] = table.Add(names[i], hashes[i]);
//
// (group prefetching: Chen, Ailamaki, Gibbons, Mowry, "Improving hash join
// performance through prefetching", ICDE 2004.) Texts are kept in large blocks,
// so that a million names are some hundred allocations. Not thread-safe.
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

  // Has the processor fetch what an Add() reads first, and what it reads then.
  uint32_t Expect(absl::string_view name) const;
  void ExpectText(uint32_t hash) const;

  absl::string_view name(uint32_t number) const { return names_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(names_.size()); }
  // Memory in use, about.
  size_t bytes() const;

 private:
  static constexpr uint32_t kFree = 0xFFFFFFFF;

  // Probed one after the other from hash modulo their number on.
  struct Slot {
    uint32_t hash = 0;
    uint32_t number = kFree;
    const char* text = nullptr;  // of that number
  };

  absl::string_view Keep(absl::string_view name);
  void Grow();

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_size_ = 0;  // of the last block, and how much of it is used
  size_t block_used_ = 0;
  size_t block_bytes_ = 0;  // of all
  std::vector<absl::string_view> names_;
  std::vector<Slot> slots_;  // a power of two; at most half are in use
  bool added_ = false;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
