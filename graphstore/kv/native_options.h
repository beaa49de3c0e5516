// What RocksDB is told: sizes, compression, filters, and how much memory it may
// take.
#ifndef WEFT_GRAPHSTORE_KV_NATIVE_OPTIONS_H_
#define WEFT_GRAPHSTORE_KV_NATIVE_OPTIONS_H_

#include "graphstore/kv/rocksdb_options.h"
#include "rocksdb/options.h"

namespace weft::graphstore::kv {

// Takes the memory of `reserve_cache` at once.
rocksdb::Options NativeOptions(const RocksDbOptions& options);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_NATIVE_OPTIONS_H_
