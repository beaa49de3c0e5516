// One shortest path, from both ends at once.
//
// Each end keeps the nodes that it reached with their distance. The end with
// the smaller frontier takes the next level. Once the levels of the two ends
// sum to the length of the best meeting found, no shorter one can follow.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_BIDIRECTIONAL_SEARCH_H_
#define WEFT_GRAPHSTORE_TRAVERSE_BIDIRECTIONAL_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {

// What a search must not use.
struct Banned {
  absl::flat_hash_set<NodeId> nodes;
  // Steps from the first to the second node.
  absl::flat_hash_set<std::pair<NodeId, NodeId>> steps;
};

// The other direction.
Direction Reverse(Direction direction);

class BidirectionalSearch {
 public:
  // All must outlive this.
  BidirectionalSearch(const Reader* reader, const EdgeFilter* filter,
                      Meter* meter)
      : reader_(*reader), filter_(*filter), meter_(*meter) {}

  // The nodes of a shortest path of at most `max_length` steps; nullopt when
  // there is none (or the budget is spent). Among several always the same one.
  absl::StatusOr<std::optional<std::vector<NodeId>>> Find(NodeId from,
                                                          NodeId to,
                                                          uint32_t max_length,
                                                          const Banned& banned);

  // Length and number of the shortest node sequences; (-1, 0) for none.
  absl::StatusOr<std::pair<int64_t, uint64_t>> Count(NodeId from, NodeId to,
                                                     uint32_t max_length);

 private:
  struct Reached {
    uint32_t distance = 0;
    NodeId parent;       // towards the end
    uint64_t paths = 0;  // shortest ones from the end
  };
  struct End {
    absl::flat_hash_map<NodeId, Reached> reached;
    std::vector<NodeId> frontier;
    uint32_t level = 0;
    Direction direction;
    bool from_start = true;
  };

  void Start(NodeId from, NodeId to);
  // Takes one level; false when the budget ended it halfway.
  absl::StatusOr<bool> Expand(End* end, const Banned& banned);
  // Expands until the length of a shortest path is known; -1 for none.
  absl::StatusOr<int64_t> Meet(NodeId from, NodeId to, uint32_t max_length,
                               const Banned& banned);

  const Reader& reader_;
  const EdgeFilter& filter_;
  Meter& meter_;
  End forward_, backward_;
  bool counting_ = false;  // keep Reached::paths
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_BIDIRECTIONAL_SEARCH_H_
