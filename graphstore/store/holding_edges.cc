#include "graphstore/store/holding_edges.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/status.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/edge_gate.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/one_at_a_time.h"

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

// What may end edges that pass the filter.
absl::Status LoadEnds(const View& view, absl::Span<const NodeId> nodes,
                      const EdgeFilter& filter, EdgeGate* gate) {
  WEFT_ASSIGN_OR_RETURN(const OneAtATimeIds* ids, view.one_at_a_time());
  EdgeFilter narrowed = filter;
  narrowed.relations = Narrowed(filter.relations, *ids);
  if (narrowed.relations.ids.empty()) return absl::OkStatus();
  std::vector<EdgeKey> keys;
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(view, nodes, narrowed, [&](size_t, const EdgeRun& run) {
        for (size_t i = 0; i < run.size(); ++i)
          keys.push_back(KeyOf(run.At(i)));
        return true;
      }));
  return gate->LoadEnds(keys);
}

// Everything about the edges that pass the filter as far as they can tell.
absl::Status LoadAll(const View& view, absl::Span<const NodeId> nodes,
                     const EdgeFilter& filter, EdgeGate* gate) {
  std::vector<StatementId> statements;
  std::vector<NodeId> others;
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(view, nodes, filter, [&](size_t, const EdgeRun& run) {
        statements.insert(statements.end(), run.statements().begin(),
                          run.statements().end());
        if (filter.types.empty()) return true;
        others.insert(others.end(), run.others().begin(), run.others().end());
        return true;
      }));
  WEFT_RETURN_IF_ERROR(gate->Load(statements, others));
  return filter.valid_on ? LoadEnds(view, nodes, filter, gate)
                         : absl::OkStatus();
}

// The parts of the run between edges that do not pass; false: `visit` did not
// want more.
bool VisitParts(const EdgeRun& run, const EdgeGate& gate,
                absl::FunctionRef<bool(const EdgeRun& part)> visit) {
  size_t begin = 0;
  for (size_t i = 0; i <= run.size(); ++i) {
    if (i < run.size() && gate.Passes(run.At(i), run.others()[i])) continue;
    if (begin < i && !visit(run.Part(begin, i - begin))) return false;
    begin = i + 1;
  }
  return true;
}

absl::Status VisitPassing(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    const EdgeGate& gate,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  if (gate.open()) return VisitEdgeRuns(view, nodes, filter, visit);
  return VisitEdgeRuns(view, nodes, filter, [&](size_t i, const EdgeRun& run) {
    return VisitParts(run, gate,
                      [&](const EdgeRun& part) { return visit(i, part); });
  });
}

}  // namespace

absl::Status VisitHoldingRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  if (!filter.looks_beyond_edges()) {
    return VisitEdgeRuns(view, nodes, filter, visit);
  }
  EdgeGate gate(&view, &filter);
  WEFT_RETURN_IF_ERROR(LoadAll(view, nodes, filter, &gate));
  return VisitPassing(view, nodes, filter, gate, visit);
}

absl::Status VisitHoldingEdges(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit) {
  const auto visit_run = [&](size_t i, const EdgeRun& run,
                             const EdgeGate* gate) {
    for (size_t j = 0; j < run.size(); ++j) {
      Edge edge = run.At(j);
      if (gate != nullptr) edge.confidence = gate->ConfidenceOf(edge);
      if (!visit(i, edge, run.outgoing())) return false;
    }
    return true;
  };
  if (!filter.looks_beyond_edges()) {
    return VisitEdgeRuns(view, nodes, filter,
                         [&](size_t i, const EdgeRun& run) {
                           return visit_run(i, run, nullptr);
                         });
  }
  EdgeGate gate(&view, &filter);
  WEFT_RETURN_IF_ERROR(LoadAll(view, nodes, filter, &gate));
  return VisitPassing(
      view, nodes, filter, gate,
      [&](size_t i, const EdgeRun& run) { return visit_run(i, run, &gate); });
}

}  // namespace weft::graphstore
