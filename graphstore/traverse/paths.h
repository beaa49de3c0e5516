// Shortest paths between two nodes.
//
// A path is simple: no node comes twice. Length counts edges. Parallel edges
// between the same two nodes are one step, shown by the most certain of them.
//
// Search is bidirectional and breadth-first, a level at a time at the end that
// has the smaller frontier: it meets after about 2 * b^(d/2) edges instead of
// b^d (I. Pohl, "Bi-directional search", Machine Intelligence 6, 1971). More
// than one path is found by removing nodes and steps of the paths found so far
// (J. Y. Yen, "Finding the k shortest loopless paths in a network", Management
// Science 17, 1971): about k * length searches. Tested against enumeration of
// all simple paths.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_PATHS_H_
#define WEFT_GRAPHSTORE_TRAVERSE_PATHS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/budget.h"

namespace weft::graphstore {

struct PathOptions {
  size_t k = 1;  // how many paths at most
  // Paths that an earlier call has found, which was cut off at them or at `k`:
  // they are left out and do not count. With budget.replayed_edges this call
  // goes on where that one ended, at the cost of finding them again; paths of
  // one length that come in two parts are in order in each.
  size_t skip = 0;
  uint32_t max_length = 8;  // edges
  EdgeFilter edges;         // kOut: every step from subject to object
  Budget budget;
};

struct PathStep {
  Edge edge;
  bool outgoing = true;  // the step goes from edge.subject to edge.object

  friend bool operator==(const PathStep&, const PathStep&) = default;
};

struct Path {
  std::vector<NodeId> nodes;    // size() == steps.size() + 1
  std::vector<PathStep> steps;  // steps[i] leads from nodes[i] to nodes[i+1]

  friend bool operator==(const Path&, const Path&) = default;
};

struct PathResult {
  // Shortest first, then by the ids of the nodes. Empty: there is none (when
  // cut_off is kNone or kLimit) or none was found in time.
  std::vector<Path> paths;
  uint64_t edges_read = 0;  // replayed ones included
  // kLimit: k paths were found and there may be more.
  CutOff cut_off = CutOff::kNone;
};

// The `k` shortest simple paths. From a node to itself there is one path, of
// length 0. Errors: those of the reader; Cancelled, DeadlineExceeded.
absl::StatusOr<PathResult> FindPaths(const Reader& reader, NodeId from,
                                     NodeId to, const PathOptions& options);

struct ShortestPathCount {
  int64_t length = -1;  // -1: no path
  // Distinct shortest node sequences; stops at the largest uint64_t.
  uint64_t count = 0;
  uint64_t edges_read = 0;
  CutOff cut_off = CutOff::kNone;
};

// Length and number of the shortest paths, without listing them (options.k is
// not used). Errors as above.
absl::StatusOr<ShortestPathCount> CountShortestPaths(
    const Reader& reader, NodeId from, NodeId to, const PathOptions& options);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_PATHS_H_
