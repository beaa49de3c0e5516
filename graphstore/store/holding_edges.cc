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

// Edges whose mentions are read at once. Whoever looks at them may want to stop
// in between, for good: nobody reads on for somebody who has seen enough.
constexpr size_t kEdgesAtOnce = 4096;

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

// The relations of the filter in which something may have ended its edges.
absl::StatusOr<RelationFilter> EndedRelations(const View& view,
                                              const EdgeFilter& filter) {
  if (!filter.valid_on) return RelationFilter{false, {}};
  WEFT_ASSIGN_OR_RETURN(const OneAtATimeIds* ids, view.one_at_a_time());
  return Narrowed(filter.relations, *ids);
}

// What may end edges that pass the filter.
absl::Status LoadEnds(const View& view, absl::Span<const NodeId> nodes,
                      const EdgeFilter& filter, EdgeGate* gate) {
  EdgeFilter narrowed = filter;
  WEFT_ASSIGN_OR_RETURN(narrowed.relations, EndedRelations(view, filter));
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
// False: they are too many to be judged at once.
absl::StatusOr<bool> LoadAll(const View& view, absl::Span<const NodeId> nodes,
                             const EdgeFilter& filter, EdgeGate* gate) {
  std::vector<StatementId> statements;
  std::vector<NodeId> others;
  bool fits = true;
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(view, nodes, filter, [&](size_t, const EdgeRun& run) {
        fits = fits && statements.size() + run.size() <= kEdgesAtOnce;
        if (!fits) return false;
        statements.insert(statements.end(), run.statements().begin(),
                          run.statements().end());
        if (filter.types.empty()) return true;
        others.insert(others.end(), run.others().begin(), run.others().end());
        return true;
      }));
  if (!fits) return false;
  WEFT_RETURN_IF_ERROR(gate->Load(statements, others));
  WEFT_RETURN_IF_ERROR(LoadEnds(view, nodes, filter, gate));
  return true;
}

// The parts of the run between edges that do not pass, an empty one where none
// does; false: `visit` did not want more.
bool VisitParts(const EdgeRun& run, const EdgeGate& gate,
                absl::FunctionRef<bool(const EdgeRun& part)> visit) {
  if (gate.open()) return visit(run);
  size_t begin = 0;
  bool found = false;
  for (size_t i = 0; i <= run.size(); ++i) {
    if (i < run.size() && (gate.Surely(run.statements()[i]) ||
                           gate.Passes(run.At(i), run.others()[i]))) {
      continue;
    }
    if (begin < i) {
      found = true;
      if (!visit(run.Part(begin, i - begin).With(gate.confidences())))
        return false;
    }
    begin = i + 1;
  }
  return found || visit(run.First(0));
}

using RunVisitor = absl::FunctionRef<bool(size_t i, const EdgeRun& run)>;

// The edges of one node on one side, so many at once.
class Slices {
 public:
  Slices(const View* view, const EdgeFilter* filter, RunVisitor visit)
      : filter_(*filter), gate_(view, filter), visit_(visit) {}

  absl::Status Visit(const View& view, NodeId node) {
    const bool outgoing = filter_.direction == Direction::kOut;
    WEFT_ASSIGN_OR_RETURN(ended_, EndedRelations(view, filter_));
    absl::Status status;
    WEFT_RETURN_IF_ERROR(VisitLists(
        view, {&node, 1}, !outgoing, [&](size_t, const EdgeList& list) {
          bool more = true;
          list.VisitRuns(filter_, [&](size_t begin, size_t end) {
            while (begin < end && more) {
              const size_t some = std::min(end - begin, kEdgesAtOnce - edges_);
              runs_.emplace_back(&list, node, outgoing, begin, begin + some);
              begin += some;
              edges_ += some;
              if (edges_ == kEdgesAtOnce) more = Flush(&status);
            }
            return more;
          });
          if (more) Flush(&status);
          return true;
        }));
    return status;
  }

 private:
  // Judges and shows what has come together; false: that was enough.
  bool Flush(absl::Status* status) {
    *status = Load();
    bool more = status->ok();
    for (size_t i = 0; i < runs_.size() && more; ++i) {
      more = VisitParts(runs_[i], gate_,
                        [&](const EdgeRun& part) { return visit_(0, part); });
    }
    runs_.clear();
    edges_ = 0;
    return more;
  }

  absl::Status Load() {
    std::vector<StatementId> statements;
    std::vector<NodeId> others;
    std::vector<EdgeKey> keys;
    for (const EdgeRun& run : runs_) {
      statements.insert(statements.end(), run.statements().begin(),
                        run.statements().end());
      if (!filter_.types.empty()) {
        others.insert(others.end(), run.others().begin(), run.others().end());
      }
      for (size_t i = 0; i < run.size() && !ended_.ids.empty(); ++i) {
        const Edge edge = run.At(i);
        if (ended_.Matches(edge.relation)) keys.push_back(KeyOf(edge));
      }
    }
    WEFT_RETURN_IF_ERROR(gate_.Load(statements, others));
    return gate_.LoadEnds(keys);
  }

  const EdgeFilter& filter_;
  EdgeGate gate_;  // one for all: what has ended edges is read once for a node
  const RunVisitor visit_;
  RelationFilter ended_;
  std::vector<EdgeRun> runs_;
  size_t edges_ = 0;  // in them
};

// Halves the nodes until what they have can be judged at once. `more` says what
// `visit` has said last.
absl::Status VisitGated(const View& view, absl::Span<const NodeId> nodes,
                        const EdgeFilter& filter, RunVisitor visit,
                        const bool& more) {
  EdgeGate gate(&view, &filter);
  WEFT_ASSIGN_OR_RETURN(const bool fits, LoadAll(view, nodes, filter, &gate));
  if (fits) {
    return VisitEdgeRuns(
        view, nodes, filter, [&](size_t i, const EdgeRun& run) {
          return VisitParts(
              run, gate, [&](const EdgeRun& part) { return visit(i, part); });
        });
  }
  if (filter.direction == Direction::kBoth) {
    EdgeFilter one_way = filter;
    one_way.direction = Direction::kOut;
    WEFT_RETURN_IF_ERROR(VisitGated(view, nodes, one_way, visit, more));
    if (!more) return absl::OkStatus();
    one_way.direction = Direction::kIn;
    return VisitGated(view, nodes, one_way, visit, more);
  }
  if (nodes.size() == 1) {
    return Slices(&view, &filter, visit).Visit(view, nodes[0]);
  }
  const size_t half = nodes.size() / 2;
  WEFT_RETURN_IF_ERROR(
      VisitGated(view, nodes.subspan(0, half), filter, visit, more));
  if (!more) return absl::OkStatus();
  return VisitGated(
      view, nodes.subspan(half), filter,
      [&](size_t i, const EdgeRun& run) { return visit(half + i, run); }, more);
}

}  // namespace

absl::Status VisitHoldingRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  if (!filter.looks_beyond_edges()) {
    return VisitEdgeRuns(view, nodes, filter, visit);
  }
  bool more = true;
  return VisitGated(
      view, nodes, filter,
      [&](size_t i, const EdgeRun& run) { return more = visit(i, run); }, more);
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

absl::StatusOr<std::vector<Edge>> HoldingOf(const View& view,
                                            absl::Span<const Edge> edges,
                                            NodeId other,
                                            const EdgeFilter& filter) {
  std::vector<Edge> passing;
  std::vector<StatementId> statements;
  std::vector<EdgeKey> keys;
  for (const Edge& edge : edges) {
    if (!filter.relations.Matches(edge.relation) ||
        (edge.negated && !filter.include_negated) ||
        QuantizeConfidence(edge.confidence) <
            QuantizeConfidence(filter.min_confidence) ||
        (filter.recorded_before && edge.statement >= *filter.recorded_before)) {
      continue;
    }
    passing.push_back(edge);
    statements.push_back(edge.statement);
    keys.push_back(KeyOf(edge));
  }
  if (!filter.looks_beyond_edges()) return passing;
  EdgeGate gate(&view, &filter);
  WEFT_RETURN_IF_ERROR(gate.LoadWhole(statements, {other}));
  if (filter.valid_on) WEFT_RETURN_IF_ERROR(gate.LoadEnds(keys));
  std::erase_if(passing, [&](Edge& edge) {
    if (!gate.Passes(edge, other)) return true;
    if (filter.recorded_until) {
      edge.confidence = gate.confidences()->ConfidenceOf(edge);
    }
    return false;
  });
  return passing;
}

}  // namespace weft::graphstore
