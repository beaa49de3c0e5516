// RocksDB's outcomes in the terms of the seam.
#ifndef WEFT_GRAPHSTORE_KV_ROCKSDB_STATUS_H_
#define WEFT_GRAPHSTORE_KV_ROCKSDB_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "rocksdb/status.h"

namespace weft::graphstore::kv {

// The status of a read, a write or a background job on the database in
// `directory`; the message says what to do.
absl::Status FromRocksDb(const rocksdb::Status& status,
                         const std::string& directory);

// The status of opening it: knows "in use" and "no permission" as well.
absl::Status FromRocksDbOpen(const rocksdb::Status& status,
                             const std::string& directory);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_ROCKSDB_STATUS_H_
