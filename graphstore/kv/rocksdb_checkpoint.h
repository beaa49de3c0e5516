// A copy of a RocksDB database that is in use, made file by file so that it can
// be given up in between.
//
// Idea: that of rocksdb::Checkpoint, over the same list of live files. While
// files may not be deleted, those that never change are linked, where the new
// folder lies on the same file system, else copied; of the others the first
// bytes are copied, as many as they had when the list was made. All that goes
// into a folder "NAME.tmp", which gets its name when it is whole and on disk.
#ifndef WEFT_GRAPHSTORE_KV_ROCKSDB_CHECKPOINT_H_
#define WEFT_GRAPHSTORE_KV_ROCKSDB_CHECKPOINT_H_

#include <string>

#include "base/cancellation.h"
#include "rocksdb/db.h"
#include "rocksdb/status.h"

namespace weft::graphstore::kv {

// `directory` does not exist; the one above it does. Asks `cancellation` (null:
// nobody) before each file and each MiB that is copied. Whatever fails leaves
// nothing of the folder. With `flush` the latest writes are made a table first;
// without, nothing is written to the folder of `db`, and their log is copied.
// Errors: Status::Aborted when it was cancelled; those of the file system.
rocksdb::Status WriteCheckpoint(rocksdb::DB* db, const std::string& directory,
                                const Cancellation* cancellation, bool flush);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_ROCKSDB_CHECKPOINT_H_
