// The store as a property graph, for queries. doc/query.md has the mapping:
//
//   entity      node; labels: its type ("person") and "entity"; properties
//               name, aliases, mentions, documents, and its literal facts by
//               the name of the relation
//   value       node; labels: its kind ("percent") and "value"; properties name
//               (its text), value, unit
//   no object   node of its own with the label "nothing"
//   statement   relationship; type: the relation's name, byte for byte;
//               properties confidence, negated, mentions, and of its most
//               certain mention document, sentence, time ...
//
// Labels are compared without regard to case, and to blanks, hyphens and
// underscores between words (LabelForm): (n:Person) finds what (n:person)
// finds.
//
// Negated statements are relationships too, with negated = true.
//
// Ids: of an entity its number; of a value the bits of its NodeId; a node
// without an object takes the number of its statement, tagged.
//
// Made for one query: it remembers what it has read. Used by one thread at a
// time. Errors are those of the reader.
#ifndef WEFT_GRAPHSTORE_QUERY_STORE_VIEW_H_
#define WEFT_GRAPHSTORE_QUERY_STORE_VIEW_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"

namespace weft::graphstore::query {

// Which statements are relationships, and what is known of them; what they mean
// is said at EdgeFilter. Nodes are there whatever the time.
struct StoreViewOptions {
  std::optional<int64_t> valid_on;
  KnownBy known;

  bool any_time() const { return !valid_on && known.everything(); }
};

class StoreView : public GraphView {
 public:
  // Shared: pages and other queries may read the same version.
  static absl::StatusOr<std::unique_ptr<StoreView>> Create(
      std::shared_ptr<const Reader> reader,
      const StoreViewOptions& options = {});

  absl::StatusOr<std::unique_ptr<NodeCursor>> ScanNodes(
      absl::string_view label) const override;
  absl::StatusOr<std::unique_ptr<NodeCursor>> ScanStarts(
      const TypeFilter& types, Direction direction) const override;
  bool IsIndexed(absl::string_view key) const override;
  absl::StatusOr<std::vector<uint64_t>> FindNodes(
      absl::string_view key, const Value& value) const override;
  absl::StatusOr<std::vector<std::string>> Labels(uint64_t node) const override;
  absl::StatusOr<bool> HasLabel(uint64_t node,
                                absl::string_view label) const override;
  absl::StatusOr<std::string> ElementId(uint64_t node) const override;
  absl::StatusOr<Value> NodeProperty(uint64_t node,
                                     absl::string_view key) const override;
  absl::StatusOr<Map> NodeProperties(uint64_t node) const override;
  absl::StatusOr<std::optional<uint32_t>> FindType(
      absl::string_view name) const override;
  absl::StatusOr<std::string> TypeName(uint32_t type) const override;
  absl::StatusOr<Value> RelationshipProperty(
      const RelationshipRef& relationship,
      absl::string_view key) const override;
  absl::StatusOr<Map> RelationshipProperties(
      const RelationshipRef& relationship) const override;
  absl::Status Expand(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types,
      absl::FunctionRef<bool(size_t i, const Step& step)> visit) const override;
  absl::Status ExpandEnds(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types,
      absl::FunctionRef<bool(size_t i, absl::Span<const uint64_t> ends)> visit)
      const override;
  absl::StatusOr<std::vector<uint64_t>> Degrees(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types) const override;
  double NodeCount() const override;
  double LabelCount(absl::string_view label) const override;
  double RelationshipCount(const TypeFilter& types) const override;
  double StartCount(const TypeFilter& types,
                    Direction direction) const override;
  absl::StatusOr<uint64_t> Degree(uint64_t node, Direction direction,
                                  const TypeFilter& types) const override;

 private:
  StoreView(std::shared_ptr<const Reader> reader,
            const GraphStatistics& statistics, const StoreViewOptions& options)
      : reader_(std::move(reader)),
        statistics_(statistics),
        options_(options) {}

  EdgeFilter FilterFor(Direction direction, const TypeFilter& types) const;
  // The statement without an object that `node` stands for, if it is there.
  absl::Status ExpandNothing(
      uint64_t node, const TypeFilter& types,
      absl::FunctionRef<void(const Step& step)> visit) const;

  absl::StatusOr<const graphstore::Node*> NodeOf(uint64_t node) const;
  absl::StatusOr<std::string> RelationNameOf(RelationId id) const;
  absl::StatusOr<std::optional<RelationInfo>> FindRelation(
      absl::string_view name) const;
  absl::StatusOr<Value> EntityProperty(uint64_t node,
                                       absl::string_view key) const;
  // The values of an entity's literal facts, all or of one relation.
  absl::Status VisitLiterals(
      uint64_t node, std::optional<RelationId> relation,
      absl::FunctionRef<void(RelationId relation, Value value)> visit) const;
  absl::StatusOr<const Map*> EvidenceOf(const RelationshipRef& step) const;

  const std::shared_ptr<const Reader> reader_;
  const GraphStatistics statistics_;
  const StoreViewOptions options_;
  // What was read, so that it is read once.
  mutable absl::flat_hash_map<uint64_t, graphstore::Node> nodes_;
  mutable absl::flat_hash_map<uint32_t, std::string> relation_names_;
  mutable absl::flat_hash_map<std::string, std::optional<RelationInfo>>
      relations_;
  mutable uint64_t evidence_id_ = 0;  // of evidence_; 0: none
  mutable Map evidence_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_STORE_VIEW_H_
