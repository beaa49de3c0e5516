// The graph as it is at one version.
//
// All methods answer for the same version, whatever writers do meanwhile.
// Const and thread-safe. A reader may outlive its Store. Common errors, not
// repeated below: DataLoss (bytes that cannot be decoded; run `weft check`),
// Unavailable (the disk failed).
#ifndef WEFT_GRAPHSTORE_STORE_READER_H_
#define WEFT_GRAPHSTORE_STORE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "graphstore/fact/document.h"
#include "graphstore/fact/entity.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/merges.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/query.h"
#include "graphstore/store/tenure.h"

namespace weft::graphstore {

class DegreeColumns;
class View;

class Reader {
 public:
  explicit Reader(std::unique_ptr<const View> view);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // The same version as it held on a day and was known: all that is read
  // through it of edges and facts is also under these conditions, and evidence
  // is what was known. Only Degree(), EdgesBetween() without a filter, listings
  // of entities, relations, documents and all edges, and records of entities
  // are those of today.
  std::shared_ptr<const Reader> At(std::optional<int64_t> valid_on,
                                   const KnownBy& known) const;
  // The conditions of At().
  std::optional<int64_t> valid_on() const { return valid_on_; }
  const KnownBy& known() const { return known_; }

  // Number of commits that this version includes.
  uint64_t version() const;

  // --- Nodes -------------------------------------------------------------

  // NotFound: no entity has this id (any more).
  absl::StatusOr<Entity> GetEntity(NodeId id) const;
  // The entity that `node` lives on in, or `node` itself: merges are resolved
  // in everything that comes out of a reader, and ids of members mean their
  // root.
  NodeId Root(NodeId node) const;
  // What was merged into an entity, oldest merge first.
  std::vector<Merge> MergesOf(NodeId entity) const;
  // Entities with this name or alias after NormalizeName(), best known first.
  absl::StatusOr<std::vector<NodeId>> FindEntities(
      absl::string_view name) const;
  // FindEntities, and after them the values that this text writes: "17%",
  // "2025-01-20", "5", "language model".
  absl::StatusOr<std::vector<NodeId>> FindNodes(absl::string_view text) const;
  // Ranked by kind of match, then by number of mentions.
  absl::StatusOr<std::vector<EntityMatch>> SearchEntities(
      absl::string_view text, const SearchOptions& options) const;
  // By id, oldest first.
  absl::StatusOr<EntityPage> ListEntities(const PageRequest& page) const;
  // What to print for any node; one result for each, in order. NotFound: an
  // entity or literal does not exist.
  absl::StatusOr<std::vector<Node>> GetNodes(
      absl::Span<const NodeId> ids) const;

  // --- Relations -----------------------------------------------------------

  // Never an error for an unknown name: such a filter matches nothing.
  absl::StatusOr<RelationFilter> ResolveRelations(
      absl::string_view pattern) const;
  absl::StatusOr<std::string> RelationName(RelationId id) const;    // NotFound
  absl::StatusOr<std::vector<RelationInfo>> ListRelations() const;  // by name
  // The relation with exactly this name; nullopt: no statement has it.
  absl::StatusOr<std::optional<RelationInfo>> FindRelation(
      absl::string_view name) const;

  // --- Statements and their evidence ---------------------------------------

  // One fact for each mention, in a stable order. Uses the index that fits the
  // filter: cost follows the number of statements that its subject, object,
  // relation or document has, not the size of the graph; only a filter by
  // confidence or time alone reads everything. Errors: InvalidArgument (a date
  // that is none; a token of another request), Aborted (a token of another
  // version: use Store::SnapshotFor).
  absl::StatusOr<FactPage> ListFacts(const FactFilter& filter,
                                     const PageRequest& page) const;
  // NotFound: no statement has this id (any more).
  absl::StatusOr<Statement> GetStatement(StatementId id) const;
  absl::StatusOr<std::vector<Statement>> GetStatements(
      absl::Span<const Edge> edges) const;
  // The edges of these statements, in order. nullopt: no statement has this id
  // (any more).
  absl::StatusOr<std::vector<std::optional<Edge>>> EdgesOf(
      absl::Span<const StatementId> ids) const;
  // The evidence of one statement, by document, at most `limit`.
  absl::StatusOr<std::vector<Fact>> Evidence(StatementId id,
                                             size_t limit) const;
  // The same of several, for each at most `limit`, in one batch; of what was
  // known, with the confidences and numbers of mentions of then.
  absl::StatusOr<std::vector<std::vector<Fact>>> EvidenceOf(
      absl::Span<const StatementId> ids, size_t limit,
      const KnownBy& known = {}) const;

  // --- Adjacency -------------------------------------------------------------

  // InvalidArgument and Aborted as in ListFacts.
  absl::StatusOr<NeighborPage> Neighbors(NodeId node, const EdgeFilter& filter,
                                         const PageRequest& page) const;
  // The edges of many nodes in one batch: the step of every traversal. Calls
  // `visit(i, edge, outgoing)` for the edges of nodes[i]; false skips the rest
  // of that node. Nodes are visited in order when `nodes` is ascending (and
  // that is the fast order); with Direction::kBoth first all outgoing edges of
  // all nodes, then all incoming ones. A loop comes twice then.
  absl::Status VisitEdges(
      absl::Span<const NodeId> nodes, const EdgeFilter& filter,
      absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit)
      const;
  // The same by runs of edges that pass the filter: `run` has the nodes at the
  // other ends side by side, and all else for those who ask. What a traversal
  // that looks at millions of edges uses. An empty run says that edges were
  // looked at of which none passes.
  absl::Status VisitEdgeRuns(
      absl::Span<const NodeId> nodes, const EdgeFilter& filter,
      absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) const;
  // The edges from one node to another, by relation.
  absl::StatusOr<std::vector<Edge>> EdgesBetween(NodeId subject,
                                                 NodeId object) const;
  // Those of `from` with `to` at the other end, as VisitEdges() has them.
  absl::StatusOr<std::vector<Edge>> EdgesBetween(
      NodeId from, NodeId to, const EdgeFilter& filter) const;
  // Statements that `node` takes part in, of any relation, from the counters.
  absl::StatusOr<uint64_t> Degree(NodeId node, Direction direction) const;
  // The same for one relation.
  absl::StatusOr<uint64_t> Degree(NodeId node, Direction direction,
                                  RelationId relation) const;
  // For each node the number of its edges that pass the filter. Where nothing
  // but relations is asked for, and about many nodes, the degrees of all nodes
  // in them come to be kept in memory (degree_columns.h).
  absl::StatusOr<std::vector<uint64_t>> CountEdges(
      absl::Span<const NodeId> nodes, const EdgeFilter& filter) const;
  // The relations of the graph in which a later fact ends an earlier one.
  absl::StatusOr<OneAtATimeIds> OneAtATimeRelations() const;
  // For each node, which is the object if `of_object`, else the subject, the
  // mentions of its statements of one relation, by statement, document and
  // ordinal; none where all of them have the same node at the other end. Denied
  // statements and such without an object are left out. `ends`: later ones end
  // earlier ones, whatever is known of the relation.
  absl::StatusOr<std::vector<Succession>> Successions(
      absl::Span<const NodeId> nodes, RelationId relation, bool of_object,
      bool ends, const KnownBy& known = {}) const;
  // The entities that are subject of a relation, ascending.
  absl::StatusOr<std::vector<NodeId>> SubjectsOf(RelationId relation) const;
  // The nodes that are object of a relation, ascending. FailedPrecondition:
  // CountNodes does not know them.
  absl::StatusOr<std::vector<NodeId>> ObjectsOf(RelationId relation) const;
  // How many subjects (kOut) or objects (kIn) a relation has. nullopt: that is
  // not known; degrees are not in memory, or some statements have no object.
  std::optional<uint64_t> CountNodes(RelationId relation,
                                     Direction direction) const;
  // For EdgeFilter::recorded_before: statements below it were recorded at
  // `time` or earlier. What has gone since is not brought back: this is a view
  // of what the graph still holds.
  absl::StatusOr<StatementId> FirstUnknownAt(absl::Time time) const;
  // All that a filter needs for what was known at `time`.
  absl::StatusOr<KnownBy> KnownAt(absl::Time time) const;
  // Numbers of entities are below this.
  uint64_t entity_bound() const;
  // Every edge of the graph, in the order of statement ids.
  absl::Status VisitAllEdges(
      absl::FunctionRef<bool(const Edge& edge)> visit) const;

  // --- Documents -----------------------------------------------------------

  absl::StatusOr<Document> GetDocument(absl::string_view id) const;  // NotFound
  absl::StatusOr<DocumentPage> ListDocuments(const PageRequest& page) const;
  absl::StatusOr<std::string> DocumentText(absl::string_view id) const;
  absl::StatusOr<std::vector<Sentence>> DocumentSentences(
      absl::string_view id) const;

  absl::StatusOr<GraphStatistics> Statistics() const;
  // The types of some entities, the same ones at each call.
  absl::StatusOr<TypeSample> SampleTypes() const;

  // --- Memory ------------------------------------------------------------

  // Reads edges, and names of at most `most_names` entities, into what the
  // store keeps in memory (warm_up.h).
  absl::Status WarmUp(size_t most_names,
                      absl::FunctionRef<bool()> stopped) const;

 private:
  Reader(std::shared_ptr<const View> view, std::optional<int64_t> valid_on,
         const KnownBy& known);

  bool any_time() const { return !valid_on_ && known_.everything(); }
  // With what At() demands.
  EdgeFilter Narrowed(const EdgeFilter& filter) const;
  KnownBy Narrowed(const KnownBy& known) const;

  const std::shared_ptr<const View> view_;
  const std::optional<int64_t> valid_on_;
  const KnownBy known_;
  const std::unique_ptr<DegreeColumns> degrees_;
  mutable std::mutex types_mutex_;  // guards the next
  mutable std::optional<TypeSample> types_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_READER_H_
