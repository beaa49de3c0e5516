#include "graphstore/store/view.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

absl::Status NoSuch(absl::string_view what, uint64_t id) {
  return absl::NotFoundError(
      absl::StrCat("there is no ", what, " ", id,
                   "; it may have gone with its last document"));
}

Node EntityNode(NodeId id, const EntityRecord& record) {
  return {id, record.Name(), record.Type(), std::nullopt};
}

Node ValueNode(NodeId id, Value value) {
  Node node{id, ValueText(value), "", std::nullopt};
  node.value = std::move(value);
  return node;
}

// The node of an id whose record, if it has one, is `bytes`.
absl::StatusOr<Node> MakeNode(NodeId id,
                              const std::optional<std::string>& bytes) {
  if (id.is_none()) return Node{};
  if (auto value = InlineValue(id)) return ValueNode(id, *std::move(value));
  if (!bytes) return NoSuch(id.is_entity() ? "entity" : "value", id.payload());
  if (id.is_entity()) {
    EntityRecord record;
    if (!DecodeEntityRecord(*bytes, &record)) return BadRecord(EntityKey(id));
    return EntityNode(id, record);
  }
  LiteralRecord record;
  if (!DecodeLiteralRecord(*bytes, &record)) return BadRecord(LiteralKey(id));
  return ValueNode(id, std::move(record.value));
}

}  // namespace

absl::StatusOr<std::unique_ptr<const View>> View::Latest(
    std::shared_ptr<const kv::Database> database) {
  kv::ReadOptions options;
  WEFT_ASSIGN_OR_RETURN(options.snapshot, database->Latest());
  WEFT_ASSIGN_OR_RETURN(const Meta meta, ReadMeta(*database, options));
  WEFT_ASSIGN_OR_RETURN(auto merges, Merges::Read(*database, options));
  // Keeps nothing: no bytes.
  auto cache = std::make_shared<const AdjacencyCache>(
      std::make_shared<CacheBudget>(0), 0);
  return std::unique_ptr<const View>(
      new View(std::move(database), std::move(options), meta, std::move(merges),
               std::move(cache)));
}

std::unique_ptr<const View> View::With(
    std::shared_ptr<const AdjacencyCache> cache) const {
  return std::unique_ptr<const View>(
      new View(database_, options_, meta_, merges_, std::move(cache)));
}

absl::Status View::VisitFrom(absl::string_view prefix, absl::string_view from,
                             kv::Visitor visit) const {
  kv::Range range = kv::Range::Prefix(prefix);
  if (from > range.lo) range.lo = std::string(from);
  return database_->Visit(options_, range, visit);
}

absl::StatusOr<std::vector<std::optional<EntityRecord>>> View::Entities(
    absl::Span<const NodeId> ids) const {
  WEFT_ASSIGN_OR_RETURN(auto records, RawEntities(ids));
  if (merges_->empty()) return records;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!merges_->IsMerged(ids[i])) continue;
    WEFT_ASSIGN_OR_RETURN(const auto members,
                          RawEntities(merges_->Members(ids[i])));
    records[i].reset();
    for (const std::optional<EntityRecord>& member : members) {
      if (!member) continue;  // it went with its last document
      if (!records[i]) records[i].emplace();
      records[i]->Add(*member);
    }
  }
  return records;
}

absl::StatusOr<std::vector<std::optional<EntityRecord>>> View::RawEntities(
    absl::Span<const NodeId> ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const NodeId id : ids) keys.push_back(EntityKey(id));
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  std::vector<std::optional<EntityRecord>> records(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!values[i]) continue;
    if (!DecodeEntityRecord(*values[i], &records[i].emplace())) {
      return BadRecord(keys[i]);
    }
  }
  return records;
}

absl::StatusOr<std::vector<Node>> View::Nodes(
    absl::Span<const NodeId> ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const NodeId id : ids) {
    if (id.is_entity()) keys.push_back(EntityKey(id));
    if (id.kind() == NodeKind::kLiteral) keys.push_back(LiteralKey(id));
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  std::vector<Node> nodes;
  nodes.reserve(ids.size());
  size_t next = 0;
  for (const NodeId id : ids) {
    const bool stored = id.is_entity() || id.kind() == NodeKind::kLiteral;
    const std::optional<std::string>& value =
        stored ? values[next++] : std::nullopt;
    if (id.is_entity() && merges_->IsMerged(id)) {
      WEFT_ASSIGN_OR_RETURN(const auto records, Entities({id}));
      if (!records[0]) return NoSuch("entity", id.payload());
      nodes.push_back(EntityNode(merges_->Root(id), *records[0]));
      continue;
    }
    WEFT_ASSIGN_OR_RETURN(Node node, MakeNode(id, value));
    nodes.push_back(std::move(node));
  }
  return nodes;
}

absl::StatusOr<std::vector<std::string>> View::RelationNames(
    absl::Span<const RelationId> ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const RelationId id : ids) keys.push_back(RelationKey(id));
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!values[i]) return NoSuch("relation", ids[i].value());
    RelationRecord record;
    if (!DecodeRelationRecord(*values[i], &record)) return BadRecord(keys[i]);
    names.push_back(std::move(record.name));
  }
  return names;
}

absl::StatusOr<std::vector<StatementRecord>> View::Statements(
    absl::Span<const StatementId> ids) const {
  std::vector<uint64_t> numbers;
  for (const StatementId id : ids) numbers.push_back(ChunkOf(id));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<std::string> keys;
  for (const uint64_t number : numbers) {
    keys.push_back(StatementChunkKey(number));
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  std::vector<StatementList> chunks(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (values[i] && !DecodeStatementList(*values[i], &chunks[i])) {
      return BadRecord(keys[i]);
    }
  }
  std::vector<StatementRecord> records;
  records.reserve(ids.size());
  for (const StatementId id : ids) {
    const auto at =
        std::lower_bound(numbers.begin(), numbers.end(), ChunkOf(id));
    const StatementRecord* record =
        FindStatement(chunks[at - numbers.begin()], id);
    if (record == nullptr) return NoSuch("statement", id.value());
    records.push_back(*record);
  }
  return records;
}

absl::StatusOr<std::vector<Statement>> View::Resolve(
    absl::Span<const StatementId> ids) const {
  WEFT_ASSIGN_OR_RETURN(const auto records, Statements(ids));
  // Each node and relation is read once.
  absl::flat_hash_map<NodeId, size_t> node_index;
  absl::flat_hash_map<RelationId, size_t> relation_index;
  std::vector<NodeId> node_ids;
  std::vector<RelationId> relation_ids;
  const auto add_node = [&](NodeId id) {
    if (node_index.emplace(id, node_ids.size()).second) node_ids.push_back(id);
  };
  for (const StatementRecord& record : records) {
    add_node(record.key.subject);
    add_node(record.key.object);
    if (relation_index.emplace(record.key.relation, relation_ids.size())
            .second) {
      relation_ids.push_back(record.key.relation);
    }
  }
  WEFT_ASSIGN_OR_RETURN(const auto nodes, Nodes(node_ids));
  WEFT_ASSIGN_OR_RETURN(const auto names, RelationNames(relation_ids));
  std::vector<Statement> statements;
  statements.reserve(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    const StatementRecord& record = records[i];
    Statement& statement = statements.emplace_back();
    statement.id = ids[i];
    statement.subject = nodes[node_index.at(record.key.subject)];
    statement.relation_id = record.key.relation;
    statement.relation = names[relation_index.at(record.key.relation)];
    statement.object = nodes[node_index.at(record.key.object)];
    statement.negated = record.key.negated;
    statement.confidence = DequantizeConfidence(record.confidence);
    statement.mention_count = record.mention_count;
  }
  return statements;
}

}  // namespace weft::graphstore
