#include "graphstore/store/edge_scan.h"

#include <algorithm>
#include <limits>

#include "absl/strings/match.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// With more combinations than this, reading all edges of the nodes and
// dropping the rest costs less than a seek for each.
constexpr size_t kMaxPrefixes = 4096;
constexpr size_t kMaxRelationsPerNode = 64;

template <typename T>
std::vector<std::optional<T>> Choices(
    const std::optional<std::vector<T>>& set) {
  if (!set) return {std::nullopt};
  return std::vector<std::optional<T>>(set->begin(), set->end());
}

template <typename T>
bool Has(const std::optional<std::vector<T>>& set, T value) {
  return !set || std::find(set->begin(), set->end(), value) != set->end();
}

// The sets by which to choose the index: without those that ask for too many
// combinations.
EdgeSets Narrow(EdgeSets sets) {
  const bool by_node = sets.subjects || sets.objects;
  if (by_node && sets.relations &&
      sets.relations->size() > kMaxRelationsPerNode) {
    sets.relations.reset();
  }
  const auto size = [](const auto& set) { return set ? set->size() : 1; };
  if (sets.subjects && sets.objects &&
      size(sets.subjects) * size(sets.objects) * size(sets.relations) >
          kMaxPrefixes) {
    (sets.subjects->size() < sets.objects->size() ? sets.objects
                                                  : sets.subjects)
        .reset();
  }
  return sets;
}

}  // namespace

EdgePlan PlanEdges(const EdgeSets& sets) {
  const EdgeSets narrow = Narrow(sets);
  EdgePlan plan;
  for (const auto& subject : Choices(narrow.subjects)) {
    for (const auto& relation : Choices(narrow.relations)) {
      for (const auto& object : Choices(narrow.objects)) {
        const EdgePattern pattern = {subject, relation, object};
        plan.order = &KeyOrder::For(pattern);
        plan.prefixes.push_back(plan.order->Prefix(pattern));
      }
    }
  }
  std::sort(plan.prefixes.begin(), plan.prefixes.end());
  plan.prefixes.erase(std::unique(plan.prefixes.begin(), plan.prefixes.end()),
                      plan.prefixes.end());
  return plan;
}

bool Matches(const EdgeSets& sets, const EdgeKey& key) {
  return Has(sets.subjects, key.subject) && Has(sets.relations, key.relation) &&
         Has(sets.objects, key.object);
}

bool DecodeEdge(const KeyOrder& order, absl::string_view key,
                absl::string_view value, Edge* edge) {
  EdgeKey parts;
  EdgeValue rest;
  if (!order.Decode(key, &parts) || !DecodeEdgeValue(value, &rest)) {
    return false;
  }
  *edge = {parts.subject,  parts.relation,
           parts.object,   parts.negated,
           rest.statement, DequantizeConfidence(rest.confidence)};
  return true;
}

absl::Status VisitPlan(
    const View& view, const EdgePlan& plan, const EdgeSets& sets,
    absl::string_view after,
    absl::FunctionRef<bool(const Edge& edge, absl::string_view key)> visit) {
  absl::Status bad;
  bool stopped = false;
  for (const std::string& prefix : plan.prefixes) {
    // A prefix lies wholly before `after` unless it is one of it.
    if (prefix < after && !absl::StartsWith(after, prefix)) continue;
    WEFT_RETURN_IF_ERROR(view.VisitFrom(
        prefix, after, [&](absl::string_view key, absl::string_view value) {
          if (key == after) return true;
          Edge edge;
          if (!DecodeEdge(*plan.order, key, value, &edge)) {
            bad = BadRecord(key);
            return false;
          }
          const bool matches =
              Matches(sets, {edge.subject, edge.relation, edge.object, false});
          stopped = matches && !visit(edge, key);
          return !stopped;
        }));
    if (stopped || !bad.ok()) break;
  }
  return bad;
}

bool Passes(const EdgeFilter& filter, const Edge& edge) {
  return (filter.include_negated || !edge.negated) &&
         QuantizeConfidence(edge.confidence) >=
             QuantizeConfidence(filter.min_confidence);
}

namespace {

using EdgeVisitor =
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)>;

absl::Status VisitOneWay(const View& view, absl::Span<const NodeId> nodes,
                         const EdgeFilter& filter, bool outgoing,
                         EdgeVisitor visit) {
  const bool all = filter.relations.any ||
                   filter.relations.ids.size() > kMaxRelationsPerNode;
  const std::vector<std::optional<RelationId>> relations =
      all ? std::vector<std::optional<RelationId>>{std::nullopt}
          : std::vector<std::optional<RelationId>>(filter.relations.ids.begin(),
                                                   filter.relations.ids.end());
  if (relations.empty()) return absl::OkStatus();
  const KeyOrder* order = &kSpo;
  std::vector<std::string> prefixes;
  prefixes.reserve(nodes.size() * relations.size());
  for (const NodeId node : nodes) {
    for (const auto& relation : relations) {
      EdgePattern pattern;
      (outgoing ? pattern.subject : pattern.object) = node;
      pattern.relation = relation;
      order = &KeyOrder::For(pattern);
      prefixes.push_back(order->Prefix(pattern));
    }
  }
  absl::Status bad;
  size_t skipped = std::numeric_limits<size_t>::max();
  WEFT_RETURN_IF_ERROR(view.database().MultiScan(
      view.options(), prefixes, std::numeric_limits<size_t>::max(),
      [&](size_t prefix, absl::string_view key, absl::string_view value) {
        const size_t i = prefix / relations.size();
        if (i == skipped || !bad.ok()) return false;
        Edge edge;
        if (!DecodeEdge(*order, key, value, &edge)) {
          bad = BadRecord(key);
          return false;
        }
        if (!Passes(filter, edge) || !filter.relations.Matches(edge.relation)) {
          return true;
        }
        if (visit(i, edge, outgoing)) return true;
        skipped = i;
        return false;
      },
      nullptr));
  return bad;
}

}  // namespace

absl::Status VisitNodeEdges(const View& view, absl::Span<const NodeId> nodes,
                            const EdgeFilter& filter, EdgeVisitor visit) {
  if (filter.direction != Direction::kIn) {
    WEFT_RETURN_IF_ERROR(VisitOneWay(view, nodes, filter, true, visit));
  }
  if (filter.direction != Direction::kOut) {
    WEFT_RETURN_IF_ERROR(VisitOneWay(view, nodes, filter, false, visit));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
