// Shortest paths between two nodes.
//
// One, or all of the smallest length: breadth first from both ends, a level at
// a time at the end with the smaller frontier (I. Pohl, "Bi-directional
// search", Machine Intelligence 6, 1971). The k shortest: lengths are tried one
// after the other; all paths of a length without repeated relationships are
// enumerated depth first, and a branch ends where the distance to the goal,
// known from a search backwards, no longer fits. Tested against plain
// enumeration.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_SHORTEST_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_SHORTEST_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/query/graph_view.h"

namespace weft::graphstore::query {

// Steps of one path, from start to goal.
using StepList = std::vector<RelationshipRef>;

// The relationships of nodes, as the pattern wants them: `forwards` from the
// left end to the right one. Accounts for what it reads.
using Neighbours = absl::FunctionRef<absl::Status(
    absl::Span<const uint64_t> nodes, bool forwards,
    absl::FunctionRef<void(size_t i, const Step& step)> visit)>;

struct ShortestRequest {
  uint64_t start = 0;
  uint64_t goal = 0;
  int64_t min_hops = 1;
  int64_t max_hops = 1;
};

// All paths of the smallest length, or just one. Of length 0 where start is
// goal and min_hops is 0. Needs min_hops <= 1.
absl::StatusOr<std::vector<StepList>> FindShortest(
    const ShortestRequest& request, bool all, Neighbours neighbours);

// At most k, shortest first.
absl::StatusOr<std::vector<StepList>> FindKShortest(
    const ShortestRequest& request, uint64_t k, Neighbours neighbours);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_SHORTEST_H_
