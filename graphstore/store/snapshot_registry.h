// The versions of the graph that page tokens may come back for.
#ifndef WEFT_GRAPHSTORE_STORE_SNAPSHOT_REGISTRY_H_
#define WEFT_GRAPHSTORE_STORE_SNAPSHOT_REGISTRY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "absl/time/time.h"
#include "graphstore/store/reader.h"

namespace weft::graphstore {

// Keeps each reader for a while after its last use, and only so many: a version
// that is kept keeps the space of what was deleted since. Thread-safe.
class SnapshotRegistry {
 public:
  explicit SnapshotRegistry(absl::Duration lifetime) : lifetime_(lifetime) {}

  void Keep(std::shared_ptr<const Reader> reader, absl::Time now);
  // Null when it is no longer kept.
  std::shared_ptr<const Reader> Find(uint64_t version, absl::Time now);
  // Lets go of what is kept no longer, as the others do too.
  void Expire(absl::Time now);

  static constexpr size_t kMaxVersions = 64;

 private:
  // Shared with the requests that are using it.
  struct Kept {
    std::shared_ptr<const Reader> reader;
    absl::Time used;
  };

  void ExpireLocked(absl::Time now);  // with mutex_ held

  const absl::Duration lifetime_;
  std::mutex mutex_;
  std::map<uint64_t, Kept> kept_;  // by version
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_SNAPSHOT_REGISTRY_H_
