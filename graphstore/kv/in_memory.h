// A database in memory: nothing outlives the process.
//
// The plain twin of the embedded engine, for tests and throw-away graphs. Every
// key has a short list of versions; a snapshot is a sequence number, and a
// commit drops the versions of the keys it touches that no live snapshot sees.
#ifndef WEFT_GRAPHSTORE_KV_IN_MEMORY_H_
#define WEFT_GRAPHSTORE_KV_IN_MEMORY_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore::kv {

// Shared, because snapshots that outlive their other owners need it.
std::shared_ptr<Database> NewInMemoryDatabase();

// What Checkpoint() wrote. Errors: NotFound, DataLoss, Unavailable.
absl::StatusOr<std::shared_ptr<Database>> OpenInMemoryCheckpoint(
    const std::string& directory);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_IN_MEMORY_H_
