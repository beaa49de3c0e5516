// A commit of any size that is worked out outside of this package.
#ifndef WEFT_GRAPHSTORE_STORE_BULK_WRITE_H_
#define WEFT_GRAPHSTORE_STORE_BULK_WRITE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {

// The state that a commit is worked out on.
struct BulkBase {
  const kv::Database& database;
  kv::ReadOptions options;  // its snapshot
  Meta meta;                // of the snapshot
  absl::Time now;           // the time of recording
};

class BulkWrite {
 public:
  virtual ~BulkWrite() = default;

  // The rows of the version behind `base`, as doc/key_format.md wants them
  // ("!version", "!next", "!totals", the change log and "V" among them); for
  // kv::Database::BulkLoad. Called while no one else writes. `base.database`
  // outlives the streams. An error leaves the graph as it is.
  virtual absl::StatusOr<std::vector<std::unique_ptr<kv::SortedStream>>>
  Prepare(const BulkBase& base) = 0;

  // Asked after Prepare().
  virtual kv::BulkTables Tables() { return {}; }
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_BULK_WRITE_H_
