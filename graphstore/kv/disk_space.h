// Refuses to write before the disk is full.
//
// RocksDB ends the process (in builds with assertions, as Debian ships it) or
// stops taking writes until it is opened again when a write to its log fails
// half way. So room is asked for first: with less than what the write, the
// flushes that it may set off, and the reserve need, nothing is begun.
#ifndef WEFT_GRAPHSTORE_KV_DISK_SPACE_H_
#define WEFT_GRAPHSTORE_KV_DISK_SPACE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace weft::graphstore::kv {

// For manifests, options and logs of RocksDB itself: a few hundred KiB were
// seen; the rest is a margin for other programs writing at the same time.
inline constexpr uint64_t kReserveBytes = uint64_t{4} << 20;

// Bytes that this user may still write below `directory`.
// Errors: Unavailable (the file system does not say).
absl::StatusOr<uint64_t> FreeBytes(const std::string& directory);

// ResourceExhausted unless `free_bytes` holds `needed_bytes` and the reserve.
absl::Status CheckRoom(const std::string& directory, uint64_t free_bytes,
                       uint64_t needed_bytes,
                       uint64_t reserve_bytes = kReserveBytes);

// What RocksDB may write while it opens this directory: its logs, once more as
// tables. 0 where there is no database.
uint64_t LogBytes(const std::string& directory);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_DISK_SPACE_H_
