#include "graphstore/store/listings.h"

#include <algorithm>
#include <ranges>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/edge_filter.h"
#include "graphstore/store/edge_gate.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/edge_scan.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/known_mentions.h"
#include "graphstore/store/page_token.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

uint64_t HashOf(NodeId node, const EdgeFilter& filter) {
  std::string bytes = "neighbors";
  PutFixed64(node.bits(), &bytes);
  bytes.push_back(static_cast<char>(filter.direction));
  bytes.push_back(filter.relations.any);
  for (const RelationId id : filter.relations.ids)
    PutFixed32(id.value(), &bytes);
  PutDouble(filter.min_confidence, &bytes);
  bytes.push_back(filter.include_negated);
  PutVarint(filter.recorded_before.value_or(StatementId()).value(), &bytes);
  PutConditions(filter.valid_on, filter.recorded_until, filter.types,
                filter.min_sources, &bytes);
  return StableHash(bytes);
}

using EdgeVisitor = absl::FunctionRef<bool(const AdjacentEdge& edge)>;

// The edges of a list that pass the filter, from the one after `after` on;
// false when `visit` stopped it.
bool VisitAfter(const EdgeList& list, const EdgeFilter& filter,
                const std::optional<AdjacencyPosition>& after,
                EdgeVisitor visit) {
  return list.VisitRuns(filter, [&](size_t begin, size_t end) {
    if (after) {
      const auto run = std::views::iota(begin, end);
      begin += std::ranges::partition_point(
                   run,
                   [&](size_t i) {
                     return PositionOf(list.AdjacentAt(i)) <= *after;
                   }) -
               run.begin();
    }
    for (size_t i = begin; i < end; ++i) {
      if (!visit(list.AdjacentAt(i))) return false;
    }
    return true;
  });
}

// Visits the list where it is in memory, or short and then kept there, as
// VisitAfter() does; false: neither, nothing was visited.
absl::StatusOr<bool> VisitInMemory(
    const View& view, NodeId node, const EdgeFilter& filter, bool incoming,
    const std::optional<AdjacencyPosition>& after, EdgeVisitor visit,
    bool* stopped) {
  if (const EdgeList* list = view.cache()->Find(node, incoming)) {
    view.cache()->CountReads(1, 0);
    *stopped = !VisitAfter(*list, filter, after, visit);
    return true;
  }
  // With merges VisitLists() would put lists together.
  if (!view.merges().empty() || !view.cache()->Holds(node)) return false;
  // Lists of one block have no row of degrees.
  WEFT_ASSIGN_OR_RETURN(const auto degrees,
                        view.Get(DegreesKey(node, incoming)));
  if (degrees.has_value()) return false;
  WEFT_RETURN_IF_ERROR(VisitLists(view, absl::MakeConstSpan(&node, 1), incoming,
                                  [&](size_t, const EdgeList& list) {
                                    *stopped =
                                        !VisitAfter(list, filter, after, visit);
                                    return true;
                                  }));
  return true;
}

// The edges of one node on one side, from the one after position `after` on.
absl::Status VisitSide(const View& view, NodeId node, const EdgeFilter& filter,
                       bool outgoing, absl::string_view after,
                       EdgeVisitor visit, bool* stopped) {
  std::optional<AdjacencyPosition> first;
  if (!after.empty() && !ParseAdjacencySuffix(after, &first.emplace())) {
    return absl::InvalidArgumentError("the page token is damaged");
  }
  WEFT_ASSIGN_OR_RETURN(
      const bool visited,
      VisitInMemory(view, node, filter, !outgoing, first, visit, stopped));
  if (visited) return absl::OkStatus();
  std::vector<PositionRange> ranges =
      filter.relations.any ? WholeRange() : RangesOf(filter.relations.ids);
  if (first) {
    std::erase_if(ranges, [&](const PositionRange& range) {
      return range.second < *first;
    });
    if (!ranges.empty() && ranges[0].first < *first) ranges[0].first = *first;
  }
  return VisitList(
      view, node, !outgoing, ranges,
      [&](const AdjacentEdge& edge) {
        const bool seen = first && PositionOf(edge) == *first;
        return seen || !Passes(filter, edge) || visit(edge);
      },
      stopped);
}

// Rows of one index, at most one more than the page holds.
struct RowPage {
  std::vector<kv::Row> rows;
  std::string next_token;
};
absl::StatusOr<RowPage> PageOfRows(const View& view, Index index,
                                   const PageRequest& page) {
  const uint64_t hash = StableHash(IndexPrefix(index));
  const uint64_t version = view.meta().version;
  WEFT_ASSIGN_OR_RETURN(const std::string after,
                        ResumePosition(page.token, version, hash));
  const size_t size = PageSize(page.size);
  RowPage result;
  WEFT_RETURN_IF_ERROR(view.VisitFrom(
      IndexPrefix(index), after,
      [&](absl::string_view key, absl::string_view value) {
        if (key == after) return true;
        if (result.rows.size() == size) {
          result.next_token =
              EncodePageToken({version, hash, result.rows.back().key});
          return false;
        }
        result.rows.push_back({std::string(key), std::string(value)});
        return true;
      }));
  return result;
}

struct Found {
  Edge edge;
  bool outgoing;
};

absl::StatusOr<std::vector<Neighbor>> Resolve(const View& view,
                                              const std::vector<Found>& found,
                                              std::optional<absl::Time> known) {
  std::vector<Edge> edges;
  edges.reserve(found.size());
  for (const Found& item : found) edges.push_back(item.edge);
  WEFT_ASSIGN_OR_RETURN(auto statements, view.Resolve(edges));
  if (known) {
    WEFT_RETURN_IF_ERROR(SetKnown(view, *known, absl::MakeSpan(statements)));
  }
  std::vector<Neighbor> neighbors;
  neighbors.reserve(found.size());
  for (size_t i = 0; i < found.size(); ++i) {
    const bool outgoing = found[i].outgoing;
    Neighbor& neighbor = neighbors.emplace_back();
    neighbor.statement = std::move(statements[i]);
    neighbor.node =
        outgoing ? neighbor.statement.object : neighbor.statement.subject;
    neighbor.outgoing = outgoing;
  }
  return neighbors;
}

// Edges whose rows are read between two looks whether to go on.
constexpr uint64_t kEdgesPerLook = 256;

// What the gate has to know about one edge.
absl::Status LoadOne(const Edge& edge, NodeId other, const EdgeFilter& filter,
                     EdgeGate* gate) {
  WEFT_RETURN_IF_ERROR(gate->Load({edge.statement}, {other}));
  if (!filter.valid_on) return absl::OkStatus();
  return gate->LoadEnds(
      {{edge.subject, edge.relation, edge.object, edge.negated}});
}

}  // namespace

// The position is a byte that says which side, the number of the member of the
// entity (merges.h), then that of the edge.
absl::StatusOr<NeighborPage> ListNeighbors(const View& view, NodeId node,
                                           const EdgeFilter& filter,
                                           const PageRequest& page) {
  const uint64_t hash = HashOf(node, filter);
  const uint64_t version = view.meta().version;
  WEFT_ASSIGN_OR_RETURN(const std::string position,
                        ResumePosition(page.token, version, hash));
  const size_t size = PageSize(page.size);
  NeighborPage result;
  std::vector<Found> found;
  std::string last;
  std::optional<EdgeGate> gate;
  if (filter.looks_beyond_edges()) gate.emplace(&view, &filter);
  uint64_t looked_at = 0;
  absl::Status status;
  const auto passes = [&](const Edge& edge, NodeId other) {
    if (!gate) return true;
    if (++looked_at % kEdgesPerLook == 0) status = page.CheckCancelled();
    if (status.ok()) status = LoadOne(edge, other, filter, &*gate);
    return status.ok() && gate->Passes(edge, other);
  };
  const std::vector<NodeId> members = view.merges().Members(node);
  const auto visit_member = [&](bool outgoing, uint32_t member) {
    std::string place(1, outgoing ? 'o' : 'p');
    PutFixed32(member, &place);
    absl::string_view after = position;
    if (!after.empty()) {
      const absl::string_view here = after.substr(0, place.size());
      if (here > place) return absl::OkStatus();  // done on an earlier page
      after = here == place ? after.substr(place.size()) : "";
    }
    bool stopped = false;
    return VisitSide(
        view, members[member], filter, outgoing, after,
        [&](const AdjacentEdge& adjacent) {
          if (adjacent.other.is_none()) return true;
          const Edge edge = ToEdge(adjacent, members[member], !outgoing);
          if (!passes(edge, adjacent.other)) return status.ok();
          if (found.size() == size) {
            result.next_token = EncodePageToken({version, hash, last});
            return false;
          }
          found.push_back({edge, outgoing});
          last = absl::StrCat(place, AdjacencySuffix(PositionOf(adjacent)));
          return true;
        },
        &stopped);
  };
  for (const bool outgoing : {true, false}) {
    if (filter.direction == (outgoing ? Direction::kIn : Direction::kOut)) {
      continue;
    }
    for (uint32_t i = 0; i < members.size() && result.next_token.empty(); ++i) {
      WEFT_RETURN_IF_ERROR(visit_member(outgoing, i));
      WEFT_RETURN_IF_ERROR(status);
    }
  }
  WEFT_ASSIGN_OR_RETURN(result.neighbors,
                        Resolve(view, found, filter.recorded_until));
  return result;
}

namespace {

// Whether a listing comes to no other member of its root before: there its root
// stands for all of them.
absl::StatusOr<bool> IsFirstMember(const View& view, NodeId entity) {
  std::vector<std::string> keys;
  for (const NodeId member : view.merges().Members(entity)) {
    if (member < entity) keys.push_back(EntityKey(member));
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, view.MultiGet(keys));
  return std::none_of(values.begin(), values.end(),
                      [](const auto& value) { return value.has_value(); });
}

}  // namespace

absl::StatusOr<EntityPage> ListEntities(const View& view,
                                        const PageRequest& page) {
  WEFT_ASSIGN_OR_RETURN(RowPage rows, PageOfRows(view, Index::kEntity, page));
  EntityPage result;
  result.next_token = std::move(rows.next_token);
  for (const kv::Row& row : rows.rows) {
    NodeId id;
    EntityRecord record;
    if (!ParseNodeKey(row.key, &id) ||
        !DecodeEntityRecord(row.value, &record)) {
      return BadRecord(row.key);
    }
    if (view.merges().IsMerged(id)) {
      WEFT_ASSIGN_OR_RETURN(const bool first, IsFirstMember(view, id));
      if (!first) continue;
      WEFT_ASSIGN_OR_RETURN(const auto records, view.Entities({id}));
      if (!records[0]) return BadRecord(row.key);
      id = view.merges().Root(id);
      record = *records[0];
    }
    result.entities.push_back(record.ToEntity(id));
  }
  return result;
}

absl::StatusOr<DocumentPage> ListDocuments(const View& view,
                                           const PageRequest& page) {
  WEFT_ASSIGN_OR_RETURN(RowPage rows,
                        PageOfRows(view, Index::kDocumentById, page));
  std::vector<std::string> keys;
  std::vector<DocumentId> numbers;
  for (const kv::Row& row : rows.rows) {
    absl::string_view bytes = row.value;
    uint64_t number;
    if (!GetFixed64(&bytes, &number)) return BadRecord(row.key);
    numbers.push_back(DocumentId(number));
    keys.push_back(DocumentKey(DocumentId(number)));
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, view.MultiGet(keys));
  DocumentPage result;
  result.next_token = std::move(rows.next_token);
  for (size_t i = 0; i < keys.size(); ++i) {
    Document& document = result.documents.emplace_back();
    if (!values[i] || !DecodeDocument(*values[i], &document)) {
      return BadRecord(keys[i]);
    }
    document.number = numbers[i];
  }
  return result;
}

absl::StatusOr<std::vector<RelationInfo>> ListRelations(const View& view) {
  std::vector<RelationInfo> relations;
  std::vector<std::string> keys;
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(
      view.VisitPrefix(IndexPrefix(Index::kRelationByName),
                       [&](absl::string_view key, absl::string_view value) {
                         RelationInfo& relation = relations.emplace_back();
                         if (!DecodeRelationId(value, &relation.id))
                           bad = BadRecord(key);
                         relation.name = std::string(key.substr(1));
                         keys.push_back(RelationKey(relation.id));
                         return bad.ok();
                       }));
  WEFT_RETURN_IF_ERROR(bad);
  WEFT_ASSIGN_OR_RETURN(const auto values, view.MultiGet(keys));
  for (size_t i = 0; i < keys.size(); ++i) {
    RelationRecord record;
    if (!values[i] || !DecodeRelationRecord(*values[i], &record)) {
      return BadRecord(keys[i]);
    }
    relations[i].statement_count = record.statement_count;
  }
  return relations;
}

absl::StatusOr<std::optional<RelationInfo>> FindRelation(
    const View& view, absl::string_view name) {
  if (name.empty() || name.size() > kMaxRelationBytes) return std::nullopt;
  const std::string by_name = RelationNameKey(name);
  WEFT_ASSIGN_OR_RETURN(const auto found, view.Get(by_name));
  if (!found.has_value()) return std::nullopt;
  RelationInfo relation;
  relation.name = std::string(name);
  if (!DecodeRelationId(*found, &relation.id)) return BadRecord(by_name);
  const std::string key = RelationKey(relation.id);
  WEFT_ASSIGN_OR_RETURN(const auto value, view.Get(key));
  RelationRecord record;
  if (!value.has_value() || !DecodeRelationRecord(*value, &record)) {
    return BadRecord(key);
  }
  relation.statement_count = record.statement_count;
  return relation;
}

absl::StatusOr<std::vector<NodeId>> SubjectsOf(const View& view,
                                               RelationId relation) {
  std::vector<uint64_t> numbers;
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(
      view.VisitPrefix(SubjectsPrefix(relation),
                       [&](absl::string_view key, absl::string_view value) {
                         if (!DecodeIdBlock(value, &numbers))
                           bad = BadRecord(key);
                         return bad.ok();
                       }));
  WEFT_RETURN_IF_ERROR(bad);
  std::vector<NodeId> nodes;
  nodes.reserve(numbers.size());
  for (const uint64_t number : numbers) nodes.push_back(NodeId::Entity(number));
  if (!view.merges().empty()) {
    view.merges().Resolve(&nodes);
    std::sort(nodes.begin(), nodes.end());
  }
  return nodes;
}

}  // namespace weft::graphstore
