#include "graphstore/load/name_table.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"

namespace weft::graphstore {
namespace {

constexpr size_t kFirstSlots = 64;

}  // namespace

NameTable::NameTable() : slots_(kFirstSlots) {}

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

bool NameTable::Holds(const Slot& slot, absl::string_view name,
                      uint32_t hash) const {
  return slot.hash == hash && slot.size == name.size() &&
         std::memcmp(slot.head, name.data(),
                     std::min(name.size(), kHeadBytes)) == 0 &&
         (name.size() <= kHeadBytes || names_[slot.number] == name);
}

uint32_t NameTable::Add(absl::string_view name, uint32_t hash) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != kFree; at = (at + 1) & mask) {
    if (!Holds(slots_[at], name, hash)) continue;
    added_ = false;
    return slots_[at].number;
  }
  added_ = true;
  const uint32_t number = size();
  Slot& slot = slots_[at];
  slot.hash = hash;
  slot.number = number;
  slot.size = static_cast<uint32_t>(name.size());
  std::copy_n(name.data(), std::min(name.size(), kHeadBytes), slot.head);
  names_.push_back(texts_.Keep(name));
  if (2 * names_.size() > slots_.size()) Grow();
  return number;
}

size_t NameTable::bytes() const {
  return texts_.bytes() + names_.capacity() * sizeof(absl::string_view) +
         slots_.capacity() * sizeof(Slot);
}

}  // namespace weft::graphstore
