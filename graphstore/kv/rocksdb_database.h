// The database embedded in this process: RocksDB in one directory.
//
// One process at a time may have it open, or several that only read. Blocks are
// compressed (LZ4, and Zstd on the last level), whole-key Bloom filters keep
// look-ups of absent keys off the disk, and commits are in the write-ahead log
// and synced on return.
#ifndef WEFT_GRAPHSTORE_KV_ROCKSDB_DATABASE_H_
#define WEFT_GRAPHSTORE_KV_ROCKSDB_DATABASE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "graphstore/kv/database.h"
#include "graphstore/kv/rocksdb_options.h"

namespace weft::graphstore::kv {

// Where the disk has no room for what opening may write, the database can be
// read; whatever writes ends in ResourceExhausted, until it is opened with
// room. Where this user may not write, it can be read as well, by several
// processes at once; whatever writes ends in PermissionDenied.
//
// Errors: NotFound (no database there and !create_if_missing),
// FailedPrecondition (in use), PermissionDenied, ResourceExhausted (no room for
// a new one), and the common ones. Shared, because snapshots that outlive their
// other owners need it.
absl::StatusOr<std::shared_ptr<Database>> OpenRocksDb(
    const std::string& directory, const RocksDbOptions& options);

// Text that such a database keeps as long as it lives, and that no copy of it
// has. "": it is of another engine.
absl::StatusOr<std::string> IdentityOf(const Database& database);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_ROCKSDB_DATABASE_H_
