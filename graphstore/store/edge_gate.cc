#include "graphstore/store/edge_gate.h"

#include <algorithm>
#include <vector>

#include "base/status.h"
#include "graphstore/store/edge_doubt.h"

namespace weft::graphstore {

EdgeGate::EdgeGate(const View* view, const EdgeFilter* filter)
    : view_(*view),
      filter_(*filter),
      doubts_(view->doubts(filter->recorded_until.has_value())),
      surely_(filter->types.empty() && filter->min_sources <= 1),
      mentions_(view, filter->recorded_until),
      successions_(view, filter->known_by()),
      types_(view, filter->types) {}

absl::Status EdgeGate::LoadTypes(absl::Span<const NodeId> others) {
  if (filter_.types.empty()) return absl::OkStatus();
  open_ = false;
  return types_.Load(others);
}

absl::Status EdgeGate::LoadWhole(absl::Span<const StatementId> statements,
                                 absl::Span<const NodeId> others) {
  WEFT_RETURN_IF_ERROR(LoadTypes(others));
  open_ = surely_ = false;
  return mentions_.Load(statements);
}

absl::Status EdgeGate::Load(absl::Span<const StatementId> statements,
                            absl::Span<const NodeId> others) {
  WEFT_RETURN_IF_ERROR(LoadTypes(others));
  if (!filter_.valid_on && !filter_.recorded_until &&
      filter_.min_sources <= 1) {
    return absl::OkStatus();
  }
  WEFT_ASSIGN_OR_RETURN(
      const std::vector<StatementId> doubtful,
      InDoubt(view_, statements, filter_.recorded_until.has_value()));
  if (!doubtful.empty() || filter_.min_sources > 1) open_ = false;
  return mentions_.Load(doubtful);
}

absl::Status EdgeGate::LoadEnds(absl::Span<const EdgeKey> keys) {
  if (!keys.empty()) open_ = surely_ = false;
  return successions_.Load(keys);
}

bool EdgeGate::Passes(const Edge& edge, NodeId other) const {
  if (!filter_.types.empty() && !types_.Matches(other) &&
      std::find(filter_.of_any_type.begin(), filter_.of_any_type.end(),
                other) == filter_.of_any_type.end()) {
    return false;
  }
  const EdgeKey key = {edge.subject, edge.relation, edge.object, edge.negated};
  const MentionList* mentions = mentions_.Find(edge.statement);
  if (mentions == nullptr) {
    return filter_.min_sources <= 1 &&
           !(filter_.valid_on &&
             successions_.IsSuperseded(key, edge.statement, *filter_.valid_on));
  }
  return CountDocuments(*mentions) >= filter_.min_sources &&
         std::any_of(mentions->begin(), mentions->end(),
                     [&](const KnownMention& mention) {
                       return MentionPasses(key, edge.statement, mention);
                     });
}

bool EdgeGate::MentionPasses(const EdgeKey& key, StatementId statement,
                             const KnownMention& mention) const {
  if (mention.confidence < QuantizeConfidence(filter_.min_confidence)) {
    return false;
  }
  if (!filter_.valid_on) return true;
  if (!mention.validity.Holds(*filter_.valid_on)) return false;
  const auto end =
      successions_.EndOf(key, statement, mention.document, mention.ordinal);
  return !end || *filter_.valid_on <= end->until;
}

float EdgeGate::ConfidenceOf(const Edge& edge) const {
  if (Surely(edge.statement)) return edge.confidence;
  const MentionList* mentions = mentions_.Find(edge.statement);
  if (mentions == nullptr) return edge.confidence;
  return DequantizeConfidence(HighestConfidence(*mentions));
}

}  // namespace weft::graphstore
