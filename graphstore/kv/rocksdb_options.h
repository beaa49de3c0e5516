// How the database in a directory is opened.
#ifndef WEFT_GRAPHSTORE_KV_ROCKSDB_OPTIONS_H_
#define WEFT_GRAPHSTORE_KV_ROCKSDB_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "graphstore/kv/disk_space.h"

namespace weft::graphstore::kv {

// Which takes some 30 ms.
inline constexpr size_t kMostReservedBytes = size_t{256} << 20;

struct RocksDbOptions {
  bool create_if_missing = true;
  // What is held in memory together: decompressed blocks, the index and filter
  // blocks of the tables, and the latest writes, which take up to a quarter.
  size_t cache_bytes = size_t{256} << 20;
  // Take that memory when opening, up to kMostReservedBytes of it, for a
  // process that runs long: blocks of files that are gone stay until others
  // need their room, so that a database that is written to fills the cache
  // however small it is, only slowly.
  bool reserve_cache = false;
  // What writes leave free on the disk.
  uint64_t reserve_bytes = kReserveBytes;
};

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_ROCKSDB_OPTIONS_H_
