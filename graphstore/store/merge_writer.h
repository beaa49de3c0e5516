// The commits that merge two entities and take a merge back.
#ifndef WEFT_GRAPHSTORE_STORE_MERGE_WRITER_H_
#define WEFT_GRAPHSTORE_STORE_MERGE_WRITER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/write_batch.h"
#include "graphstore/store/merges.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Makes the root of `from` a member of the root of `into`. The merge has the
// number of the version that the batch makes. Errors: NotFound (no such
// entity), InvalidArgument (they are one entity already).
absl::StatusOr<kv::WriteBatch> PrepareMerge(const View& view, NodeId into,
                                            NodeId from, absl::Time now);

// Takes back the merge with this number; *split is what was merged by it.
// Errors: NotFound.
absl::StatusOr<kv::WriteBatch> PrepareSplit(const View& view, uint64_t merge,
                                            absl::Time now, NodeId* split);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_MERGE_WRITER_H_
