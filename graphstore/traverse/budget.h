// Bounds of a traversal, and how it says that it met one.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_BUDGET_H_
#define WEFT_GRAPHSTORE_TRAVERSE_BUDGET_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/cancellation.h"

namespace weft::graphstore {

// What a traversal may use up. When one is spent the traversal stops and
// returns what it has, with the reason: a part of the answer, all of it true.
struct Budget {
  uint64_t max_edges = 10'000'000;           // read from the store
  uint64_t max_nodes = 1'000'000;            // held in memory
  uint64_t max_bytes = uint64_t{512} << 20;  // of what is held, about
  absl::Duration max_time = absl::Seconds(30);
  // Edges at the beginning that an earlier call has read, after which this one
  // goes on: neither they nor the time for them count. A traversal of one
  // version of the graph reads the same edges in the same order each time.
  uint64_t replayed_edges = 0;
  // Polled every few thousand edges; may be null. Unlike a spent budget a
  // cancelled traversal is an error (Cancelled, DeadlineExceeded).
  const Cancellation* cancellation = nullptr;
};

enum class CutOff : uint8_t {
  kNone,   // the answer is whole
  kEdges,  // max_edges
  kNodes,  // max_nodes
  kBytes,  // max_bytes
  kTime,   // max_time
  kLimit,  // the number of results asked for: there may be more
};

// "", "edges", "nodes", "bytes", "time", "limit".
absl::string_view CutOffName(CutOff cut_off);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_BUDGET_H_
