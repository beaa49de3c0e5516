// A small property graph in memory, for tests.
//
// Nothing is folded: parallel relationships, loops, several labels and none are
// all kept. The property `name` is indexed when asked for, so that the plans of
// the product can be tested.
#ifndef WEFT_GRAPHSTORE_QUERY_TESTING_MEMORY_GRAPH_H_
#define WEFT_GRAPHSTORE_QUERY_TESTING_MEMORY_GRAPH_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graphstore/query/graph_view.h"

namespace weft::graphstore::query {

class MemoryGraph : public GraphView {
 public:
  explicit MemoryGraph(bool index_names = false) : index_names_(index_names) {}

  // Null properties are left out.
  uint64_t AddNode(std::vector<std::string> labels, Map properties);
  RelationshipRef AddRelationship(uint64_t start, uint64_t end,
                                  const std::string& type, Map properties);
  void DeleteRelationship(uint64_t id) { relationships_.erase(id); }

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
  struct NodeData {
    std::vector<std::string> labels;
    Map properties;
    std::vector<uint64_t> relationships;  // ids; a loop once
  };
  struct RelationshipData {
    RelationshipRef ref;
    Map properties;
  };

  const bool index_names_;
  std::vector<NodeData> nodes_;  // id = index
  std::map<uint64_t, RelationshipData> relationships_;
  uint64_t next_relationship_ = 0;
  std::vector<std::string> types_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_TESTING_MEMORY_GRAPH_H_
