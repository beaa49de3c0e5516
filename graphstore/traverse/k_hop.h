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
  // Nodes that an earlier call has listed, which was cut off at them: they are
  // left out, and not counted against the limit. KHop() only.
  size_t skip = 0;
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
  uint64_t edges_read = 0;  // replayed ones included
  CutOff cut_off = CutOff::kNone;
};

// An answer that was cut off can be continued: with `skip` its nodes and with
// budget.replayed_edges its edges_read, or the sums of these over all parts,
// the rest comes as if nothing had been in between, each node once. Only nodes
// of the depth at which it was cut off come in two runs, each by id. It costs
// the search once more.
//
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
