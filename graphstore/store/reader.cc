#include "graphstore/store/reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/edge_scan.h"
#include "graphstore/store/fact_list.h"
#include "graphstore/store/listings.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/name_search.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {
namespace {

absl::StatusOr<uint64_t> StoredDegree(const View& view, NodeId node,
                                      bool incoming, RelationId relation) {
  const std::string key = DegreeKey(node, incoming, relation);
  WEFT_ASSIGN_OR_RETURN(const auto value, view.Get(key));
  if (!value) return 0;
  absl::string_view bytes = *value;
  uint64_t degree;
  if (!GetVarint(&bytes, &degree)) return BadRecord(key);
  return degree;
}

// Statements with this value as object, summed over the relations.
absl::StatusOr<uint64_t> ValueDegree(const View& view, NodeId value) {
  // Up to the byte that says incoming, which is all a value can have.
  const std::string prefix =
      DegreeKey(value, true, RelationId(0)).substr(0, 10);
  uint64_t sum = 0;
  bool ok = true;
  WEFT_RETURN_IF_ERROR(
      view.VisitPrefix(prefix, [&](absl::string_view, absl::string_view bytes) {
        uint64_t degree;
        ok = GetVarint(&bytes, &degree);
        sum += ok ? degree : 0;
        return ok;
      }));
  if (!ok) return BadRecord(prefix);
  return sum;
}

}  // namespace

Reader::Reader(std::unique_ptr<const View> view) : view_(std::move(view)) {}
Reader::~Reader() = default;

uint64_t Reader::version() const { return view_->meta().version; }

absl::StatusOr<Entity> Reader::GetEntity(NodeId id) const {
  WEFT_ASSIGN_OR_RETURN(const auto records, view_->Entities({id}));
  if (!id.is_entity() || !records[0]) {
    return absl::NotFoundError(
        absl::StrCat("there is no entity ", id.payload()));
  }
  return records[0]->ToEntity(id);
}

absl::StatusOr<std::vector<NodeId>> Reader::FindEntities(
    absl::string_view name) const {
  return graphstore::FindEntities(*view_, name);
}

absl::StatusOr<std::vector<NodeId>> Reader::FindNodes(
    absl::string_view text) const {
  return graphstore::FindNodes(*view_, text);
}

absl::StatusOr<std::vector<EntityMatch>> Reader::SearchEntities(
    absl::string_view text, const SearchOptions& options) const {
  return graphstore::SearchEntities(*view_, text, options);
}

absl::StatusOr<EntityPage> Reader::ListEntities(const PageRequest& page) const {
  return graphstore::ListEntities(*view_, page);
}

absl::StatusOr<std::vector<Node>> Reader::GetNodes(
    absl::Span<const NodeId> ids) const {
  return view_->Nodes(ids);
}

absl::StatusOr<RelationFilter> Reader::ResolveRelations(
    absl::string_view pattern) const {
  return graphstore::ResolveRelations(*view_, pattern);
}

absl::StatusOr<std::string> Reader::RelationName(RelationId id) const {
  WEFT_ASSIGN_OR_RETURN(auto names, view_->RelationNames({id}));
  return std::move(names[0]);
}

absl::StatusOr<std::vector<RelationInfo>> Reader::ListRelations() const {
  return graphstore::ListRelations(*view_);
}

absl::StatusOr<std::optional<RelationInfo>> Reader::FindRelation(
    absl::string_view name) const {
  return graphstore::FindRelation(*view_, name);
}

absl::StatusOr<FactPage> Reader::ListFacts(const FactFilter& filter,
                                           const PageRequest& page) const {
  return graphstore::ListFacts(*view_, filter, page);
}

absl::StatusOr<Statement> Reader::GetStatement(StatementId id) const {
  WEFT_ASSIGN_OR_RETURN(auto statements, view_->Resolve({id}));
  return std::move(statements[0]);
}

absl::StatusOr<std::vector<Statement>> Reader::GetStatements(
    absl::Span<const Edge> edges) const {
  std::vector<StatementId> ids;
  ids.reserve(edges.size());
  for (const Edge& edge : edges) ids.push_back(edge.statement);
  return view_->Resolve(ids);
}

absl::StatusOr<std::vector<Fact>> Reader::Evidence(StatementId id,
                                                   size_t limit) const {
  return graphstore::Evidence(*view_, id, limit);
}

absl::StatusOr<NeighborPage> Reader::Neighbors(NodeId node,
                                               const EdgeFilter& filter,
                                               const PageRequest& page) const {
  return ListNeighbors(*view_, node, filter, page);
}

absl::Status Reader::VisitEdges(
    absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit)
    const {
  return VisitNodeEdges(*view_, nodes, filter, visit);
}

absl::StatusOr<std::vector<Edge>> Reader::EdgesBetween(NodeId subject,
                                                       NodeId object) const {
  EdgeSets sets;
  sets.subjects = std::vector<NodeId>{subject};
  sets.objects = std::vector<NodeId>{object};
  std::vector<Edge> edges;
  WEFT_RETURN_IF_ERROR(VisitPlan(*view_, PlanEdges(sets), sets, "",
                                 [&](const Edge& edge, absl::string_view) {
                                   edges.push_back(edge);
                                   return true;
                                 }));
  return edges;
}

absl::StatusOr<uint64_t> Reader::Degree(NodeId node,
                                        Direction direction) const {
  const bool in = direction != Direction::kOut;
  const bool out = direction != Direction::kIn;
  if (!node.is_entity()) return in ? ValueDegree(*view_, node) : 0;
  WEFT_ASSIGN_OR_RETURN(const Entity entity, GetEntity(node));
  return (in ? entity.in_degree : 0) + (out ? entity.out_degree : 0);
}

absl::StatusOr<uint64_t> Reader::Degree(NodeId node, Direction direction,
                                        RelationId relation) const {
  uint64_t sum = 0;
  for (const bool incoming : {false, true}) {
    if (direction == (incoming ? Direction::kOut : Direction::kIn)) continue;
    WEFT_ASSIGN_OR_RETURN(const uint64_t degree,
                          StoredDegree(*view_, node, incoming, relation));
    sum += degree;
  }
  return sum;
}

absl::Status Reader::VisitAllEdges(
    absl::FunctionRef<bool(const Edge& edge)> visit) const {
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(view_->VisitPrefix(
      IndexPrefix(Index::kStatement),
      [&](absl::string_view key, absl::string_view value) {
        StatementId id;
        StatementRecord record;
        if (!ParseStatementKey(key, &id) ||
            !DecodeStatementRecord(value, &record)) {
          bad = BadRecord(key);
          return false;
        }
        const EdgeKey& parts = record.key;
        return visit({parts.subject, parts.relation, parts.object,
                      parts.negated, id,
                      DequantizeConfidence(record.confidence)});
      }));
  return bad;
}

absl::StatusOr<Document> Reader::GetDocument(absl::string_view id) const {
  DocumentReader documents(view_.get());
  WEFT_ASSIGN_OR_RETURN(const DocumentId number, documents.NumberOf(id));
  WEFT_ASSIGN_OR_RETURN(const Document* document, documents.Get(number));
  return *document;
}

absl::StatusOr<DocumentPage> Reader::ListDocuments(
    const PageRequest& page) const {
  return graphstore::ListDocuments(*view_, page);
}

absl::StatusOr<std::string> Reader::DocumentText(absl::string_view id) const {
  DocumentReader documents(view_.get());
  WEFT_ASSIGN_OR_RETURN(const DocumentId number, documents.NumberOf(id));
  return documents.Text(number);
}

absl::StatusOr<std::vector<Sentence>> Reader::DocumentSentences(
    absl::string_view id) const {
  DocumentReader documents(view_.get());
  WEFT_ASSIGN_OR_RETURN(const DocumentId number, documents.NumberOf(id));
  return documents.Sentences(number);
}

absl::StatusOr<GraphStatistics> Reader::Statistics() const {
  const Totals& totals = view_->meta().totals;
  GraphStatistics statistics;
  statistics.version = view_->meta().version;
  statistics.documents = totals.documents;
  statistics.sentences = totals.sentences;
  statistics.text_bytes = totals.text_bytes;
  statistics.entities = totals.entities;
  statistics.statements = totals.statements;
  statistics.mentions = totals.mentions;
  statistics.relations = totals.relations;
  statistics.literals = totals.literals;
  statistics.format_version = kFormatVersion;
  WEFT_ASSIGN_OR_RETURN(statistics.stored_bytes,
                        view_->database().StoredBytes());
  return statistics;
}

}  // namespace weft::graphstore
