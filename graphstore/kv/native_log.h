// Where RocksDB writes what it has to say: the file LOG in the folder of the
// database, warnings and errors only.
//
// RocksDB's own logger ends the process (in builds with assertions, as Debian
// ships it) when it is asked for a second line after one that found no room on
// the disk. A line that cannot be written to this one is left out.
#ifndef WEFT_GRAPHSTORE_KV_NATIVE_LOG_H_
#define WEFT_GRAPHSTORE_KV_NATIVE_LOG_H_

#include <cstdint>
#include <memory>
#include <string>

#include "rocksdb/env.h"

namespace weft::graphstore::kv {

// Thread-safe. The file is made with its first line; one of `most_bytes` or
// more becomes LOG.old, in place of the one before it.
std::shared_ptr<rocksdb::Logger> NewNativeLog(const std::string& directory,
                                              uint64_t most_bytes = uint64_t{1}
                                                                    << 20);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_NATIVE_LOG_H_
