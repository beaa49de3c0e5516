#include "service/ask/relation_path.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "graphstore/traverse/paths.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

// Names that mean more than a few nodes are tried with the likeliest.
constexpr size_t kMostNodes = 3;
constexpr uint64_t kMostEdges = 200'000;
constexpr absl::Duration kMostTime = absl::Milliseconds(500);

absl::StatusOr<RelationPath> ToRelationPath(const Reader& reader,
                                            const graphstore::Path& path) {
  RelationPath out;
  out.confidence = 1;
  for (const graphstore::PathStep& step : path.steps) {
    WEFT_ASSIGN_OR_RETURN(auto facts, reader.Evidence(step.edge.statement, 1));
    if (facts.empty()) continue;
    const graphstore::Statement& statement = facts.front().statement;
    absl::StrAppend(&out.text, out.text.empty() ? "" : "; ",
                    statement.subject.text, " ", statement.relation,
                    statement.object.text.empty() ? "" : " ",
                    statement.object.text);
    out.confidence =
        std::min(out.confidence, static_cast<double>(step.edge.confidence));
    out.facts.push_back(std::move(facts.front()));
  }
  return out;
}

}  // namespace

absl::StatusOr<std::vector<RelationPath>> FindRelationPaths(
    const Reader& reader, absl::Span<const NodeId> from,
    absl::Span<const NodeId> to, size_t limit, AskBudget& budget) {
  graphstore::PathOptions options;
  options.k = limit;
  options.max_length = kMostPathSteps;
  options.budget.cancellation = &budget.cancellation();
  std::vector<RelationPath> out;
  for (const NodeId a : from.subspan(0, std::min(kMostNodes, from.size()))) {
    for (const NodeId b : to.subspan(0, std::min(kMostNodes, to.size()))) {
      if (a == b || !budget.GoOn()) continue;
      options.budget.max_edges = budget.EdgesFor(kMostEdges);
      options.budget.max_time = budget.TimeFor(kMostTime);
      WEFT_ASSIGN_OR_RETURN(const graphstore::PathResult found,
                            graphstore::FindPaths(reader, a, b, options));
      budget.Spend(found.edges_read);
      if (found.cut_off == graphstore::CutOff::kEdges) {
        budget.CutOff(v1::CUT_OFF_EDGES_READ);
      } else if (found.cut_off == graphstore::CutOff::kTime) {
        budget.CutOff(v1::CUT_OFF_TIME);
      }
      for (const graphstore::Path& path : found.paths) {
        WEFT_ASSIGN_OR_RETURN(RelationPath shown, ToRelationPath(reader, path));
        if (!shown.facts.empty()) out.push_back(std::move(shown));
      }
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const RelationPath& a, const RelationPath& b) {
                     if (a.facts.size() != b.facts.size()) {
                       return a.facts.size() < b.facts.size();
                     }
                     return a.confidence > b.confidence;
                   });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace weft::service
