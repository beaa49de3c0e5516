#include "graphstore/store/snapshot_registry.h"

#include <algorithm>
#include <utility>

namespace weft::graphstore {

void SnapshotRegistry::Expire(absl::Time now) {
  std::lock_guard lock(mutex_);
  ExpireLocked(now);
}

void SnapshotRegistry::ExpireLocked(absl::Time now) {
  std::erase_if(kept_, [&](const auto& entry) {
    return entry.second.used + lifetime_ < now;
  });
}

void SnapshotRegistry::Keep(std::shared_ptr<const Reader> reader,
                            absl::Time now) {
  std::lock_guard lock(mutex_);
  ExpireLocked(now);
  const uint64_t version = reader->version();
  kept_[version] = {std::move(reader), now};
  if (kept_.size() <= kMaxVersions) return;
  kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                               [](const auto& a, const auto& b) {
                                 return a.second.used < b.second.used;
                               }));
}

std::shared_ptr<const Reader> SnapshotRegistry::Find(uint64_t version,
                                                     absl::Time now) {
  std::lock_guard lock(mutex_);
  ExpireLocked(now);
  const auto it = kept_.find(version);
  if (it == kept_.end()) return nullptr;
  it->second.used = now;
  return it->second.reader;
}

}  // namespace weft::graphstore
