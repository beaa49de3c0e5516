#include "graphstore/store/edge_scan.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// With more relations or other ends than this, reading all edges of a node and
// dropping the rest costs less than a seek for each.
constexpr size_t kMaxRanges = 64;
constexpr NodeId kFirstNode{0};
constexpr NodeId kLastNode{std::numeric_limits<uint64_t>::max()};

template <typename T>
std::vector<T> Sorted(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

template <typename T>
bool Has(const std::optional<std::vector<T>>& set, T value) {
  return !set || std::find(set->begin(), set->end(), value) != set->end();
}

bool UsesNodes(const EdgePlan& plan) {
  return plan.by == EdgePlan::By::kSubject || plan.by == EdgePlan::By::kObject;
}

// A place is the head (the relation, where edges are read by relation; the node
// whose list it is) and the position in the list.
struct Place {
  RelationId relation;
  NodeId node;
  AdjacencyPosition position;
};

std::string EncodePlace(bool by_relation, const Place& place) {
  std::string bytes;
  if (by_relation) PutFixed32(place.relation.value(), &bytes);
  PutFixed64(place.node.bits(), &bytes);
  return absl::StrCat(bytes, AdjacencySuffix(place.position));
}

absl::StatusOr<std::optional<Place>> DecodePlace(bool by_relation,
                                                 absl::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  Place place;
  uint32_t relation = 0;
  uint64_t node;
  if ((by_relation && !GetFixed32(&bytes, &relation)) ||
      !GetFixed64(&bytes, &node) ||
      !ParseAdjacencySuffix(bytes, &place.position)) {
    return absl::InvalidArgumentError("the page token is damaged");
  }
  place.relation = RelationId(relation);
  place.node = NodeId(node);
  return place;
}

// One walk over a plan.
class Walk {
 public:
  using Visit = absl::FunctionRef<bool(const Edge&, const std::string&)>;

  Walk(const View& view, const EdgePlan& plan, const EdgeSets& sets,
       std::optional<Place> after, Visit visit)
      : view_(view), plan_(plan), sets_(sets), after_(after), visit_(visit) {}

  absl::Status ByNodes() {
    const bool incoming = plan_.by == EdgePlan::By::kObject;
    for (const NodeId node : plan_.nodes) {
      if (after_ && node < after_->node) continue;
      WEFT_ASSIGN_OR_RETURN(const auto ranges, RangesFor(node, incoming));
      WEFT_RETURN_IF_ERROR(List(RelationId(), node, incoming, ranges));
      if (stopped_) break;
    }
    return absl::OkStatus();
  }

  absl::Status ByRelations() {
    for (const RelationId relation : plan_.relations) {
      if (after_ && relation < after_->relation) continue;
      WEFT_RETURN_IF_ERROR(OneRelation(relation));
      if (stopped_) break;
    }
    return absl::OkStatus();
  }

  absl::Status All() {
    absl::Status status;
    std::vector<AdjacentEdge> edges;
    WEFT_RETURN_IF_ERROR(view_.VisitFrom(
        "O", after_ ? AdjacencyPrefix(after_->node, false) : "",
        [&](absl::string_view key, absl::string_view value) {
          NodeId node;
          bool incoming;
          absl::string_view suffix;
          edges.clear();
          if (!ParseAdjacencyKey(key, &node, &incoming, &suffix) ||
              !DecodeAdjacencyBlock(node, value, &edges)) {
            status = BadRecord(key);
            return false;
          }
          for (const AdjacentEdge& edge : edges) {
            if (!Offer(RelationId(), node, false, edge)) return false;
          }
          return true;
        }));
    return status;
  }

 private:
  absl::StatusOr<std::vector<PositionRange>> RangesFor(NodeId node,
                                                       bool incoming) const {
    if (plan_.others.empty()) {
      return plan_.relations.empty() ? WholeRange() : RangesOf(plan_.relations);
    }
    std::vector<RelationId> relations = plan_.relations;
    if (relations.empty()) {
      WEFT_ASSIGN_OR_RETURN(const auto degrees,
                            view_.Get(DegreesKey(node, incoming)));
      // A list of one block: it has to be read anyway.
      if (!degrees) return WholeRange();
      std::vector<RelationDegree> decoded;
      if (!DecodeDegrees(*degrees, &decoded)) {
        return BadRecord(DegreesKey(node, incoming));
      }
      for (const RelationDegree& degree : decoded) {
        relations.push_back(degree.relation);
      }
    }
    if (relations.size() * plan_.others.size() > kMaxRanges * kMaxRanges) {
      return RangesOf(relations);
    }
    std::vector<PositionRange> ranges;
    for (const RelationId relation : relations) {
      for (const NodeId other : plan_.others) {
        ranges.push_back({{relation, other, false}, {relation, other, true}});
      }
    }
    return ranges;
  }

  absl::Status OneRelation(RelationId relation) {
    const std::string prefix = SubjectsPrefix(relation);
    const std::vector<PositionRange> ranges = RangesOf({relation});
    std::string from;
    uint64_t first = 0;
    if (after_ && after_->relation == relation) {
      first = after_->node.payload();
      from = absl::StrCat(prefix, NumberSuffix(first));
    }
    absl::Status status;
    std::vector<uint64_t> subjects;
    WEFT_RETURN_IF_ERROR(view_.VisitFrom(
        prefix, from, [&](absl::string_view key, absl::string_view value) {
          subjects.clear();
          if (!DecodeIdBlock(value, &subjects)) {
            status = BadRecord(key);
            return false;
          }
          for (const uint64_t subject : subjects) {
            if (subject < first) continue;
            status = List(relation, NodeId::Entity(subject), false, ranges);
            if (!status.ok() || stopped_) return false;
          }
          return true;
        }));
    return status;
  }

  absl::Status List(RelationId relation, NodeId node, bool incoming,
                    std::vector<PositionRange> ranges) {
    // What lies before the place to start from need not be read.
    if (after_ && node == after_->node && relation == after_->relation) {
      std::erase_if(ranges, [&](const PositionRange& range) {
        return range.second < after_->position;
      });
      if (!ranges.empty() && ranges[0].first < after_->position) {
        ranges[0].first = after_->position;
      }
    }
    return VisitList(
        view_, node, incoming, ranges,
        [&](const AdjacentEdge& edge) {
          return Offer(relation, node, incoming, edge);
        },
        &stopped_);
  }

  bool Offer(RelationId relation, NodeId node, bool incoming,
             const AdjacentEdge& adjacent) {
    const AdjacencyPosition position = PositionOf(adjacent);
    if (after_ && node == after_->node && relation == after_->relation &&
        position <= after_->position) {
      return true;
    }
    const Edge edge = ToEdge(adjacent, node, incoming);
    if (!Matches(sets_, {edge.subject, edge.relation, edge.object, false})) {
      return true;
    }
    const bool by_relation = plan_.by == EdgePlan::By::kRelation;
    return visit_(edge, EncodePlace(by_relation, {relation, node, position}));
  }

  const View& view_;
  const EdgePlan& plan_;
  const EdgeSets& sets_;
  const std::optional<Place> after_;
  Visit visit_;
  bool stopped_ = false;
};

}  // namespace

EdgePlan PlanEdges(const EdgeSets& sets) {
  EdgePlan plan;
  if (sets.relations && sets.relations->size() <= kMaxRanges) {
    plan.relations = Sorted(*sets.relations);
  }
  if (!sets.subjects && !sets.objects) {
    if (!sets.relations) return plan;
    plan.by = EdgePlan::By::kRelation;
    plan.relations = Sorted(*sets.relations);
    return plan;
  }
  const bool by_subject =
      sets.subjects &&
      (!sets.objects || sets.subjects->size() <= sets.objects->size());
  plan.by = by_subject ? EdgePlan::By::kSubject : EdgePlan::By::kObject;
  plan.nodes = Sorted(by_subject ? *sets.subjects : *sets.objects);
  const auto& others = by_subject ? sets.objects : sets.subjects;
  if (others && others->size() <= kMaxRanges) plan.others = Sorted(*others);
  // An empty set matches nothing.
  if ((others && others->empty()) ||
      (sets.relations && sets.relations->empty())) {
    plan.nodes.clear();
  }
  return plan;
}

bool Matches(const EdgeSets& sets, const EdgeKey& key) {
  return Has(sets.subjects, key.subject) && Has(sets.relations, key.relation) &&
         Has(sets.objects, key.object);
}

absl::Status VisitPlan(
    const View& view, const EdgePlan& plan, const EdgeSets& sets,
    absl::string_view after,
    absl::FunctionRef<bool(const Edge& edge, const std::string& place)> visit) {
  WEFT_ASSIGN_OR_RETURN(const std::optional<Place> place,
                        DecodePlace(plan.by == EdgePlan::By::kRelation, after));
  Walk walk(view, plan, sets, place, visit);
  if (UsesNodes(plan)) return walk.ByNodes();
  return plan.by == EdgePlan::By::kRelation ? walk.ByRelations() : walk.All();
}

absl::StatusOr<Edge> EdgeAt(const View& view, const EdgePlan& plan,
                            absl::string_view place) {
  WEFT_ASSIGN_OR_RETURN(const std::optional<Place> at,
                        DecodePlace(plan.by == EdgePlan::By::kRelation, place));
  std::optional<Edge> found;
  if (at) {
    const bool incoming = plan.by == EdgePlan::By::kObject;
    bool stopped;
    WEFT_RETURN_IF_ERROR(VisitList(
        view, at->node, incoming, {{at->position, at->position}},
        [&](const AdjacentEdge& edge) {
          found = ToEdge(edge, at->node, incoming);
          return false;
        },
        &stopped));
  }
  if (!found) return absl::InvalidArgumentError("the page token is damaged");
  return *found;
}

std::vector<PositionRange> WholeRange() {
  constexpr RelationId kLast(std::numeric_limits<uint32_t>::max());
  return {{{RelationId(0), kFirstNode, false}, {kLast, kLastNode, true}}};
}

std::vector<PositionRange> RangesOf(absl::Span<const RelationId> relations) {
  std::vector<PositionRange> ranges;
  for (const RelationId relation : relations) {
    ranges.push_back(
        {{relation, kFirstNode, false}, {relation, kLastNode, true}});
  }
  return ranges;
}

absl::Status VisitList(const View& view, NodeId node, bool incoming,
                       absl::Span<const PositionRange> ranges,
                       absl::FunctionRef<bool(const AdjacentEdge& edge)> visit,
                       bool* stopped) {
  const std::string prefix = AdjacencyPrefix(node, incoming);
  std::vector<AdjacentEdge> edges;
  size_t next = 0;
  bool more = !ranges.empty();
  absl::Status status;
  // Each round seeks the next range that the blocks read so far do not hold.
  while (more && status.ok()) {
    more = false;
    const std::string from =
        absl::StrCat(prefix, AdjacencySuffix(ranges[next].first));
    WEFT_RETURN_IF_ERROR(view.VisitFrom(
        prefix, from, [&](absl::string_view key, absl::string_view value) {
          edges.clear();
          if (!DecodeAdjacencyBlock(node, value, &edges)) {
            status = BadRecord(key);
            return false;
          }
          for (const AdjacentEdge& edge : edges) {
            const AdjacencyPosition position = PositionOf(edge);
            while (next < ranges.size() && ranges[next].second < position) {
              ++next;
            }
            if (next == ranges.size()) return false;
            if (position < ranges[next].first) continue;
            if (visit(edge)) continue;
            *stopped = true;
            return false;
          }
          if (key.substr(prefix.size()) == kLastBlockSuffix) return false;
          more = PositionOf(edges.back()) < ranges[next].first;
          return !more;
        }));
  }
  return status;
}

Edge ToEdge(const AdjacentEdge& edge, NodeId node, bool incoming) {
  return {incoming ? edge.other : node,
          edge.relation,
          incoming ? node : edge.other,
          edge.negated,
          edge.statement,
          DequantizeConfidence(edge.confidence)};
}

absl::StatusOr<std::vector<RelationDegree>> ReadDegrees(const View& view,
                                                        NodeId node,
                                                        bool incoming) {
  std::vector<RelationDegree> degrees;
  const std::string key = DegreesKey(node, incoming);
  WEFT_ASSIGN_OR_RETURN(const auto kept, view.Get(key));
  if (kept) {
    if (!DecodeDegrees(*kept, &degrees)) return BadRecord(key);
    return degrees;
  }
  bool stopped = false;
  WEFT_RETURN_IF_ERROR(VisitList(
      view, node, incoming, WholeRange(),
      [&](const AdjacentEdge& edge) {
        if (degrees.empty() || degrees.back().relation != edge.relation) {
          degrees.push_back({edge.relation, 0});
        }
        ++degrees.back().edges;
        return true;
      },
      &stopped));
  return degrees;
}

}  // namespace weft::graphstore
