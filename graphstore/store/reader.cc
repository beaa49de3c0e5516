#include "graphstore/store/reader.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/degree_columns.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/edge_count.h"
#include "graphstore/store/edge_scan.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/fact_list.h"
#include "graphstore/store/holding_edges.h"
#include "graphstore/store/listings.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/name_search.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/statement_chunk.h"
#include "graphstore/store/successions.h"
#include "graphstore/store/type_sample.h"
#include "graphstore/store/view.h"
#include "graphstore/store/warm_up.h"

namespace weft::graphstore {
namespace {

// Beyond this many edges in memory a seek in the stored list costs less.
constexpr size_t kMaxEdgesScanned = 20'000;

// Statements of a node's list, of one relation or of all.
absl::StatusOr<uint64_t> ListDegree(const View& view, NodeId node,
                                    bool incoming,
                                    std::optional<RelationId> relation) {
  if (view.merges().IsMerged(node)) {
    uint64_t degree = 0;
    WEFT_RETURN_IF_ERROR(
        VisitLists(view, absl::MakeConstSpan(&node, 1), incoming,
                   [&](size_t, const EdgeList& list) {
                     degree = relation ? list.CountOf(*relation) : list.size();
                     return true;
                   }));
    return degree;
  }
  if (const EdgeList* list = view.cache()->Find(node, incoming)) {
    return relation ? list->CountOf(*relation) : list->size();
  }
  WEFT_ASSIGN_OR_RETURN(const auto degrees, ReadDegrees(view, node, incoming));
  uint64_t sum = 0;
  for (const RelationDegree& degree : degrees) {
    if (!relation || degree.relation == *relation) sum += degree.edges;
  }
  return sum;
}

}  // namespace

Reader::Reader(std::unique_ptr<const View> view)
    : Reader(std::move(view), std::nullopt, KnownBy()) {}
Reader::Reader(std::shared_ptr<const View> view,
               std::optional<int64_t> valid_on, const KnownBy& known)
    : view_(std::move(view)),
      valid_on_(valid_on),
      known_(known),
      degrees_(
          std::make_unique<DegreeColumns>(view_->cache()->shared_budget())) {}
Reader::~Reader() = default;

std::shared_ptr<const Reader> Reader::At(std::optional<int64_t> valid_on,
                                         const KnownBy& known) const {
  return std::shared_ptr<const Reader>(new Reader(view_, valid_on, known));
}

EdgeFilter Reader::Narrowed(const EdgeFilter& filter) const {
  EdgeFilter narrowed = filter;
  if (!narrowed.valid_on) narrowed.valid_on = valid_on_;
  narrowed.set_known_by(Narrowed(filter.known_by()));
  return narrowed;
}

KnownBy Reader::Narrowed(const KnownBy& known) const {
  return known.everything() ? known_ : known;
}

uint64_t Reader::version() const { return view_->meta().version; }

absl::StatusOr<Entity> Reader::GetEntity(NodeId id) const {
  WEFT_ASSIGN_OR_RETURN(const auto records, view_->Entities({id}));
  if (!id.is_entity() || !records[0]) {
    return absl::NotFoundError(
        absl::StrCat("there is no entity ", id.payload()));
  }
  return records[0]->ToEntity(Root(id));
}

NodeId Reader::Root(NodeId node) const { return view_->merges().Root(node); }

std::vector<Merge> Reader::MergesOf(NodeId entity) const {
  return view_->merges().Of(entity);
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
  FactFilter narrowed = filter;
  if (!narrowed.valid_on) narrowed.valid_on = valid_on_;
  if (!narrowed.recorded_until) {
    narrowed.recorded_until = known_.documents_until;
  }
  return graphstore::ListFacts(*view_, narrowed, page);
}

absl::StatusOr<Statement> Reader::GetStatement(StatementId id) const {
  WEFT_ASSIGN_OR_RETURN(auto statements, view_->Resolve({&id, 1}));
  return std::move(statements[0]);
}

absl::StatusOr<std::vector<Statement>> Reader::GetStatements(
    absl::Span<const Edge> edges) const {
  return view_->Resolve(edges);
}

absl::StatusOr<std::vector<std::optional<Edge>>> Reader::EdgesOf(
    absl::Span<const StatementId> ids) const {
  WEFT_ASSIGN_OR_RETURN(const auto records, view_->StatementsThere(ids));
  std::vector<std::optional<Edge>> edges(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!records[i]) continue;
    const EdgeKey& key = records[i]->key;
    edges[i] = {Root(key.subject),
                key.relation,
                Root(key.object),
                key.negated,
                ids[i],
                DequantizeConfidence(records[i]->confidence)};
  }
  return edges;
}

absl::StatusOr<std::vector<Fact>> Reader::Evidence(StatementId id,
                                                   size_t limit) const {
  WEFT_ASSIGN_OR_RETURN(auto evidence, EvidenceOf({&id, 1}, limit));
  return std::move(evidence[0]);
}

absl::StatusOr<std::vector<std::vector<Fact>>> Reader::EvidenceOf(
    absl::Span<const StatementId> ids, size_t limit,
    const KnownBy& known) const {
  return graphstore::Evidence(*view_, ids, limit, Narrowed(known));
}

absl::StatusOr<NeighborPage> Reader::Neighbors(NodeId node,
                                               const EdgeFilter& filter,
                                               const PageRequest& page) const {
  return ListNeighbors(*view_, node, Narrowed(filter), page);
}

absl::Status Reader::VisitEdges(
    absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit)
    const {
  if (any_time()) return VisitHoldingEdges(*view_, nodes, filter, visit);
  return VisitHoldingEdges(*view_, nodes, Narrowed(filter), visit);
}

absl::Status Reader::VisitEdgeRuns(
    absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) const {
  if (any_time()) return VisitHoldingRuns(*view_, nodes, filter, visit);
  return VisitHoldingRuns(*view_, nodes, Narrowed(filter), visit);
}

absl::StatusOr<std::vector<uint64_t>> Reader::CountEdges(
    absl::Span<const NodeId> nodes, const EdgeFilter& filter) const {
  if (any_time() && !filter.looks_beyond_edges()) {
    return graphstore::CountEdges(*view_, degrees_.get(), nodes, filter);
  }
  std::vector<uint64_t> counts(nodes.size());
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(nodes, filter, [&](size_t i, const EdgeRun& run) {
        counts[i] += run.size();
        return true;
      }));
  return counts;
}

absl::StatusOr<OneAtATimeIds> Reader::OneAtATimeRelations() const {
  WEFT_ASSIGN_OR_RETURN(const OneAtATimeIds* ids, view_->one_at_a_time());
  return *ids;
}

absl::StatusOr<std::vector<Succession>> Reader::Successions(
    absl::Span<const NodeId> nodes, RelationId relation, bool of_object,
    bool ends, const KnownBy& known) const {
  return graphstore::Successions(view_.get(), Narrowed(known))
      .Read(nodes, relation, of_object, ends);
}

absl::StatusOr<std::vector<NodeId>> Reader::SubjectsOf(
    RelationId relation) const {
  const RelationDegrees* degrees = degrees_->Find(relation);
  if (degrees == nullptr) return graphstore::SubjectsOf(*view_, relation);
  std::vector<NodeId> subjects;
  degrees->out.AppendNodesTo(&subjects);
  return subjects;
}

absl::StatusOr<std::vector<NodeId>> Reader::ObjectsOf(
    RelationId relation) const {
  const RelationDegrees* degrees = degrees_->Find(relation);
  if (degrees == nullptr || degrees->without_object > 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the objects of relation ", relation.value(),
                     " are not known; CountNodes says when they are"));
  }
  std::vector<NodeId> objects;
  degrees->in.AppendNodesTo(&objects);
  return objects;
}

absl::StatusOr<TypeSample> Reader::SampleTypes() const {
  std::lock_guard lock(types_mutex_);
  if (!types_) {
    WEFT_ASSIGN_OR_RETURN(types_, graphstore::SampleTypes(*view_));
  }
  return *types_;
}

std::optional<uint64_t> Reader::CountNodes(RelationId relation,
                                           Direction direction) const {
  const RelationDegrees* degrees = degrees_->Find(relation);
  if (degrees == nullptr) return std::nullopt;
  if (direction == Direction::kOut) return degrees->out.size();
  if (degrees->without_object > 0) return std::nullopt;
  return degrees->in.size();
}

absl::StatusOr<StatementId> Reader::FirstUnknownAt(absl::Time time) const {
  WEFT_ASSIGN_OR_RETURN(const std::vector<VersionRecord>* versions,
                        view_->versions());
  StatementId first(1);
  for (const VersionRecord& version : *versions) {
    if (version.recorded > time) break;
    first = version.next_statement;
  }
  return first;
}

absl::StatusOr<KnownBy> Reader::KnownAt(absl::Time time) const {
  WEFT_ASSIGN_OR_RETURN(const StatementId first, FirstUnknownAt(time));
  return KnownBy{first, time};
}

uint64_t Reader::entity_bound() const { return view_->meta().next.entity; }

absl::StatusOr<std::vector<Edge>> Reader::EdgesBetween(NodeId subject,
                                                       NodeId object) const {
  std::vector<Edge> edges;
  const EdgeList* out = view_->cache()->Find(subject, false);
  const EdgeList* in = view_->cache()->Find(object, true);
  const bool use_out = out != nullptr && (!in || out->size() <= in->size());
  const EdgeList* list = use_out ? out : in;
  // The lists are kept as they are stored, before merges.
  if (list != nullptr && view_->merges().empty() &&
      list->size() <= kMaxEdgesScanned) {
    const absl::Span<const NodeId> others = list->others();
    for (size_t i = 0; i < others.size(); ++i) {
      if (others[i] != (use_out ? object : subject)) continue;
      edges.push_back(list->At(i, use_out ? subject : object, use_out));
    }
    return edges;
  }
  EdgeSets sets;
  sets.subjects = view_->merges().Members(subject);
  sets.objects = view_->merges().Members(object);
  WEFT_RETURN_IF_ERROR(VisitPlan(*view_, PlanEdges(sets), sets, "",
                                 [&](Edge edge, const std::string&) {
                                   edge.subject = Root(edge.subject);
                                   edge.object = Root(edge.object);
                                   edges.push_back(edge);
                                   return true;
                                 }));
  return edges;
}

absl::StatusOr<std::vector<Edge>> Reader::EdgesBetween(
    NodeId from, NodeId to, const EdgeFilter& filter) const {
  std::vector<Edge> edges;
  for (const bool outgoing : {true, false}) {
    if (filter.direction == (outgoing ? Direction::kIn : Direction::kOut)) {
      continue;
    }
    WEFT_ASSIGN_OR_RETURN(
        const std::vector<Edge> found,
        outgoing ? EdgesBetween(from, to) : EdgesBetween(to, from));
    edges.insert(edges.end(), found.begin(), found.end());
  }
  return HoldingOf(*view_, edges, to, Narrowed(filter));
}

absl::StatusOr<uint64_t> Reader::Degree(NodeId node,
                                        Direction direction) const {
  const bool in = direction != Direction::kOut;
  const bool out = direction != Direction::kIn;
  if (!node.is_entity()) {
    return in ? ListDegree(*view_, node, true, std::nullopt) : 0;
  }
  WEFT_ASSIGN_OR_RETURN(const Entity entity, GetEntity(node));
  return (in ? entity.in_degree : 0) + (out ? entity.out_degree : 0);
}

absl::StatusOr<uint64_t> Reader::Degree(NodeId node, Direction direction,
                                        RelationId relation) const {
  uint64_t sum = 0;
  for (const bool incoming : {false, true}) {
    if (direction == (incoming ? Direction::kOut : Direction::kIn)) continue;
    WEFT_ASSIGN_OR_RETURN(const uint64_t degree,
                          ListDegree(*view_, node, incoming, relation));
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
        uint64_t number;
        StatementChunk chunk;
        if (!ParseStatementChunkKey(key, &number) ||
            !DecodeStatementChunk(value, &chunk)) {
          bad = BadRecord(key);
          return false;
        }
        for (const auto& [place, record] : chunk) {
          const EdgeKey& parts = record.key;
          if (!visit({Root(parts.subject), parts.relation, Root(parts.object),
                      parts.negated,
                      StatementId(number * kStatementsPerChunk + place),
                      DequantizeConfidence(record.confidence)})) {
            return false;
          }
        }
        return true;
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
  const CacheBudget& cache = view_->cache()->budget();
  statistics.edge_cache_bytes = cache.used() + cache.columns();
  statistics.edge_cache_hits = cache.hits();
  statistics.edge_cache_misses = cache.misses();
  const kv::MemoryUse memory = view_->database().Memory();
  statistics.block_cache_bytes = memory.blocks;
  statistics.unwritten_bytes = memory.writes;
  WEFT_ASSIGN_OR_RETURN(statistics.stored_bytes,
                        view_->database().StoredBytes());
  return statistics;
}

absl::Status Reader::WarmUp(size_t most_names,
                            absl::FunctionRef<bool()> stopped) const {
  return graphstore::WarmUp(*view_, most_names, stopped);
}

}  // namespace weft::graphstore
