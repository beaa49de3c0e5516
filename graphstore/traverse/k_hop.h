// Everything within k steps: breadth-first search.
//
// Each hop reads the edges of the whole frontier in one ascending batch
// (Reader::VisitEdges), so a hop costs one round trip and one short scan for
// each frontier node. Every node is reached once, by a shortest way.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_K_HOP_H_
#define WEFT_GRAPHSTORE_TRAVERSE_K_HOP_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/budget.h"

namespace weft::graphstore {

struct KHopOptions {
  uint32_t depth = 1;
  EdgeFilter edges;
  size_t limit = std::numeric_limits<size_t>::max();  // nodes
  Budget budget;
};

struct ReachedNode {
  NodeId node;
  uint32_t depth = 0;    // steps from the nearest start node, from 1
  Edge via;              // the last step towards it
  bool outgoing = true;  // direction in which `via` was followed
};

struct KHopResult {
  // By depth, then by id; start nodes are not among them.
  std::vector<ReachedNode> nodes;
  uint64_t edges_read = 0;
  CutOff cut_off = CutOff::kNone;
};

// Errors: those of the reader; Cancelled, DeadlineExceeded.
absl::StatusOr<KHopResult> KHop(const Reader& reader,
                                absl::Span<const NodeId> starts,
                                const KHopOptions& options);

struct KHopCount {
  uint64_t nodes = 0;
  uint64_t edges_read = 0;
  CutOff cut_off = CutOff::kNone;
};

// The number of nodes that KHop() would list, without listing them (edges are
// looked at, never copied: the fast way). Errors as above.
absl::StatusOr<KHopCount> CountKHop(const Reader& reader,
                                    absl::Span<const NodeId> starts,
                                    const KHopOptions& options);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_K_HOP_H_
