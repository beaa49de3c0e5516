// Names by number: each distinct text once, numbered by first occurrence.
#ifndef WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
#define WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore {

// Texts are kept in large blocks, so that a million names are some hundred
// allocations. Not thread-safe.
class NameTable {
 public:
  NameTable() = default;
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  // The number of `name`, from 0; new if it was not there.
  uint32_t Add(absl::string_view name);
  // Whether the last Add() was new.
  bool added() const { return added_; }

  absl::string_view name(uint32_t number) const { return names_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(names_.size()); }
  // Memory in use, about.
  size_t bytes() const;

 private:
  absl::string_view Keep(absl::string_view name);

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_size_ = 0;  // of the last block, and how much of it is used
  size_t block_used_ = 0;
  size_t block_bytes_ = 0;  // of all
  std::vector<absl::string_view> names_;
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
  bool added_ = false;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_NAME_TABLE_H_
