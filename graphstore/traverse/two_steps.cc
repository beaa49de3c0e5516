#include "graphstore/traverse/two_steps.h"

#include <cstddef>
#include <vector>

#include "base/status.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {
namespace {

EdgeFilter OneWay(const EdgeFilter& edges, Direction direction,
                  RelationId relation) {
  EdgeFilter filter = edges;
  filter.direction = direction;
  filter.relations = {false, {relation}};
  return filter;
}

// Edges of each node that pass.
absl::Status Count(const Reader& reader, absl::Span<const NodeId> nodes,
                   const EdgeFilter& filter, Meter* meter,
                   std::vector<uint64_t>* counts) {
  counts->assign(nodes.size(), 0);
  return meter->VisitRuns(reader, nodes, filter,
                          [&](size_t i, const EdgeRun& run) {
                            (*counts)[i] += run.size();
                            return true;
                          });
}

}  // namespace

absl::StatusOr<TwoStepCount> CountTwoSteps(const Reader& reader,
                                           RelationId first, RelationId second,
                                           const EdgeFilter& edges,
                                           const Budget& budget) {
  Meter meter(budget);
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> middles,
                        reader.SubjectsOf(second));
  std::vector<uint64_t> in;
  WEFT_RETURN_IF_ERROR(Count(
      reader, middles, OneWay(edges, Direction::kIn, first), &meter, &in));
  // Most of them have no way in.
  std::vector<NodeId> reached;
  std::vector<uint64_t> ways_in;
  for (size_t i = 0; i < middles.size(); ++i) {
    if (in[i] == 0) continue;
    reached.push_back(middles[i]);
    ways_in.push_back(in[i]);
  }
  std::vector<uint64_t> out;
  WEFT_RETURN_IF_ERROR(Count(
      reader, reached, OneWay(edges, Direction::kOut, second), &meter, &out));
  TwoStepCount result;
  for (size_t i = 0; i < reached.size(); ++i) {
    result.ways += ways_in[i] * out[i];
  }
  result.edges_read = meter.edges();
  result.cut_off = meter.cut_off();
  return result;
}

}  // namespace weft::graphstore
