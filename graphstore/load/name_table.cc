#include "graphstore/load/name_table.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"

namespace weft::graphstore {
namespace {

// Blocks double from the first size to the second.
constexpr size_t kFirstBlockBytes = size_t{16} << 10;
constexpr size_t kBlockBytes = size_t{1} << 20;
constexpr size_t kFirstSlots = 64;

}  // namespace

NameTable::NameTable() : slots_(kFirstSlots) {}

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

void NameTable::Grow() {
  std::vector<Slot> before(2 * slots_.size());
  before.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.number == kFree) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].number != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

uint32_t NameTable::Expect(absl::string_view name) const {
  const uint64_t hash = absl::HashOf(name);
  const auto folded = static_cast<uint32_t>(hash ^ (hash >> 32));
  __builtin_prefetch(&slots_[folded & (slots_.size() - 1)]);
  return folded;
}

void NameTable::ExpectText(uint32_t hash) const {
  const Slot& slot = slots_[hash & (slots_.size() - 1)];
  if (slot.hash != hash || slot.number == kFree) return;
  __builtin_prefetch(slot.text);
  __builtin_prefetch(&names_[slot.number]);
}

uint32_t NameTable::Add(absl::string_view name, uint32_t hash) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != kFree; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash != hash || names_[slot.number] != name) continue;
    added_ = false;
    return slot.number;
  }
  added_ = true;
  const absl::string_view kept =
      name.empty() ? absl::string_view() : Keep(name);
  slots_[at] = {hash, size(), kept.data()};
  names_.push_back(kept);
  if (2 * names_.size() > slots_.size()) Grow();
  return size() - 1;
}

size_t NameTable::bytes() const {
  return block_bytes_ + names_.capacity() * sizeof(absl::string_view) +
         slots_.capacity() * sizeof(Slot);
}

}  // namespace weft::graphstore
