#include "graphstore/store/holding_edges.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/status.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/successions.h"

namespace weft::graphstore {
namespace {

EdgeKey KeyOf(const Edge& edge) {
  return {edge.subject, edge.relation, edge.object, edge.negated};
}

// The relations of the filter of which there is one at a time.
RelationFilter Narrowed(const RelationFilter& asked, const OneAtATimeIds& ids) {
  RelationFilter narrowed;
  narrowed.any = false;
  std::set_union(ids.of_subject.begin(), ids.of_subject.end(),
                 ids.of_object.begin(), ids.of_object.end(),
                 std::back_inserter(narrowed.ids));
  std::erase_if(narrowed.ids,
                [&](RelationId id) { return !asked.Matches(id); });
  return narrowed;
}

// Reads what may end edges that pass the filter; says whether there is any.
absl::StatusOr<bool> LoadEnds(const View& view, absl::Span<const NodeId> nodes,
                              const EdgeFilter& filter,
                              Successions* successions) {
  WEFT_ASSIGN_OR_RETURN(const OneAtATimeIds* ids, view.one_at_a_time());
  EdgeFilter narrowed = filter;
  narrowed.relations = Narrowed(filter.relations, *ids);
  if (narrowed.relations.ids.empty()) return false;
  std::vector<EdgeKey> keys;
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(view, nodes, narrowed, [&](size_t, const EdgeRun& run) {
        for (size_t i = 0; i < run.size(); ++i)
          keys.push_back(KeyOf(run.At(i)));
        return true;
      }));
  if (keys.empty()) return false;
  WEFT_RETURN_IF_ERROR(successions->Load(keys));
  return true;
}

// The parts of the run between edges that have been ended; false: `visit` did
// not want more.
bool VisitParts(const EdgeRun& run, const Successions& successions, int64_t day,
                absl::FunctionRef<bool(const EdgeRun& part)> visit) {
  size_t begin = 0;
  for (size_t i = 0; i <= run.size(); ++i) {
    if (i < run.size()) {
      const Edge edge = run.At(i);
      if (!successions.IsSuperseded(KeyOf(edge), edge.statement, day)) continue;
    }
    if (begin < i && !visit(run.Part(begin, i - begin))) return false;
    begin = i + 1;
  }
  return true;
}

}  // namespace

absl::Status VisitHoldingRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  if (!filter.valid_on) return VisitEdgeRuns(view, nodes, filter, visit);
  Successions successions(&view, {filter.recorded_before, std::nullopt});
  WEFT_ASSIGN_OR_RETURN(const bool any,
                        LoadEnds(view, nodes, filter, &successions));
  if (!any) return VisitEdgeRuns(view, nodes, filter, visit);
  return VisitEdgeRuns(view, nodes, filter, [&](size_t i, const EdgeRun& run) {
    return VisitParts(run, successions, *filter.valid_on,
                      [&](const EdgeRun& part) { return visit(i, part); });
  });
}

absl::Status VisitHoldingEdges(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit) {
  return VisitHoldingRuns(view, nodes, filter,
                          [&](size_t i, const EdgeRun& run) {
                            for (size_t j = 0; j < run.size(); ++j) {
                              if (!visit(i, run.At(j), run.outgoing()))
                                return false;
                            }
                            return true;
                          });
}

}  // namespace weft::graphstore
