#include "graphstore/traverse/two_steps.h"

#include <cstddef>
#include <vector>

#include "base/status.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {
namespace {

// Nodes in the middle that are looked at between two looks at the budget.
constexpr size_t kNodesPerStep = 4096;

EdgeFilter OneWay(const EdgeFilter& edges, Direction direction,
                  RelationId relation) {
  EdgeFilter filter = edges;
  filter.direction = direction;
  filter.relations = {false, {relation}};
  return filter;
}

}  // namespace

absl::StatusOr<TwoStepCount> CountTwoSteps(const Reader& reader,
                                           RelationId first, RelationId second,
                                           const EdgeFilter& edges,
                                           const Budget& budget) {
  Meter meter(budget);
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> middles,
                        reader.SubjectsOf(second));
  const EdgeFilter in = OneWay(edges, Direction::kIn, first);
  const EdgeFilter out = OneWay(edges, Direction::kOut, second);
  TwoStepCount result;
  for (size_t begin = 0; begin < middles.size(); begin += kNodesPerStep) {
    const auto part =
        absl::MakeConstSpan(middles).subspan(begin, kNodesPerStep);
    WEFT_ASSIGN_OR_RETURN(const auto ways_in, reader.CountEdges(part, in));
    // Most of them have no way in.
    std::vector<NodeId> reached;
    std::vector<uint64_t> ways;
    for (size_t i = 0; i < part.size(); ++i) {
      if (ways_in[i] == 0) continue;
      reached.push_back(part[i]);
      ways.push_back(ways_in[i]);
    }
    WEFT_ASSIGN_OR_RETURN(const auto ways_out, reader.CountEdges(reached, out));
    uint64_t read = 0, count = 0;
    for (size_t i = 0; i < reached.size(); ++i) {
      read += ways[i] + ways_out[i];
      count += ways[i] * ways_out[i];
    }
    WEFT_ASSIGN_OR_RETURN(const bool more, meter.Count(read));
    if (!more) break;
    result.ways += count;
  }
  result.edges_read = meter.edges();
  result.cut_off = meter.cut_off();
  return result;
}

}  // namespace weft::graphstore
