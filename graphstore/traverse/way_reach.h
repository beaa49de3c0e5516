// Everything that ways of a pattern lead to: breadth-first search over pairs of
// node and state (way_automaton.h).
//
// A way may pass a node more than once (it is a walk): what counts is where it
// ends. Each node is reached once, by a shortest way.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_WAY_REACH_H_
#define WEFT_GRAPHSTORE_TRAVERSE_WAY_REACH_H_

#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/k_hop.h"
#include "graphstore/traverse/way_automaton.h"

namespace weft::graphstore {

// As KHop(), with the relations and directions of `way` for those of
// options.edges. Nodes on the way that end none are not listed, so that the
// other end of ReachedNode::via may be missing. Errors: those of the reader;
// Cancelled, DeadlineExceeded.
absl::StatusOr<KHopResult> ReachByWay(const Reader& reader, NodeId start,
                                      const WayAutomaton& way,
                                      const KHopOptions& options);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_WAY_REACH_H_
