// Paths by rules: all of them, by pattern, by confidence.
//
// A best-first search (A*: Hart, Nilsson, Raphael, "A formal basis for the
// heuristic determination of minimum cost paths", IEEE SSC 4, 1968) whose nodes
// are the ways begun so far, each with the set of states that its steps can
// leave the pattern in. What a way costs is what it has cost plus the least
// that is left (costs_to_go.h), so that ways end in order, those that cannot
// end are never begun, and a hub is not entered unless the end lies behind it
// near enough. To ask whether a simple path matches a pattern is NP-complete in
// general (Mendelzon and Wood, SIAM J. Comput. 24, 1995); lengths are bounded
// here, and the budget is kept.
//
// FindPaths() (paths.h) does less and is faster where it is enough.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_PATH_SEARCH_H_
#define WEFT_GRAPHSTORE_TRAVERSE_PATH_SEARCH_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/paths.h"
#include "graphstore/traverse/way_automaton.h"

namespace weft::graphstore {

enum class PathOrder : uint8_t {
  kShortest,   // by length; of equal ones the greater product of confidences
  kConfident,  // by the product of confidences; of equal ones the shorter
};

// What may not come twice.
enum class PathRepeats : uint8_t {
  kSimple,  // no node; so a path ends where it meets the last node
  kTrail,   // no edge
  kWalk,    // anything may
};

struct PathRules {
  PathOrder order = PathOrder::kShortest;
  PathRepeats repeats = PathRepeats::kSimple;
  uint32_t min_length = 0;  // edges
  // Only paths of the least length that any has.
  bool least_only = false;
  // Parallel edges make several paths; else they are one step, shown by the
  // most certain of those that lead to a path.
  bool parallel = false;
  // Null: any ways over options.edges. Else its relations and directions stand
  // for those of options.edges.
  const WayAutomaton* way = nullptr;
};

// Paths in order; those that tie come in an order that is always the same.
// Simple from a node to itself is only the path of length 0. Errors:
// InvalidArgument (options.max_length is above 40); those of the reader;
// Cancelled, DeadlineExceeded.
absl::StatusOr<PathResult> SearchPaths(const Reader& reader, NodeId from,
                                       NodeId to, const PathOptions& options,
                                       const PathRules& rules);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_PATH_SEARCH_H_
