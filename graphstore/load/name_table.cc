#include "graphstore/load/name_table.h"

#include <algorithm>
#include <cstring>

namespace weft::graphstore {
namespace {

// Blocks double from the first size to the second.
constexpr size_t kFirstBlockBytes = size_t{16} << 10;
constexpr size_t kBlockBytes = size_t{1} << 20;

}  // namespace

absl::string_view NameTable::Keep(absl::string_view name) {
  if (block_size_ - block_used_ < name.size()) {
    block_size_ = std::clamp(2 * block_size_, kFirstBlockBytes, kBlockBytes);
    block_size_ = std::max(block_size_, name.size());
    block_used_ = 0;
    block_bytes_ += block_size_;
    blocks_.push_back(std::make_unique<char[]>(block_size_));
  }
  char* to = blocks_.back().get() + block_used_;
  std::memcpy(to, name.data(), name.size());
  block_used_ += name.size();
  return {to, name.size()};
}

uint32_t NameTable::Add(absl::string_view name) {
  const auto it = numbers_.find(name);
  added_ = it == numbers_.end();
  if (!added_) return it->second;
  const uint32_t number = size();
  const absl::string_view kept =
      name.empty() ? absl::string_view() : Keep(name);
  names_.push_back(kept);
  numbers_.emplace(kept, number);
  return number;
}

size_t NameTable::bytes() const {
  // A byte of control data for each slot of the hash map.
  constexpr size_t kSlot = sizeof(absl::string_view) + 8 + 1;
  return block_bytes_ + names_.capacity() * sizeof(absl::string_view) +
         numbers_.capacity() * kSlot;
}

}  // namespace weft::graphstore
