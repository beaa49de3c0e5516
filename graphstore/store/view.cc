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
               std::move(cache), /*records=*/nullptr,
               std::make_shared<const std::vector<OneAtATime>>()));
}

std::unique_ptr<const View> View::With(
    std::shared_ptr<const AdjacencyCache> cache,
    std::shared_ptr<RecordCache> records,
    std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time) const {
  return std::unique_ptr<const View>(
      new View(database_, options_, meta_, merges_, std::move(cache),
               std::move(records), std::move(one_at_a_time)));
}

absl::StatusOr<const OneAtATimeIds*> View::one_at_a_time() const {
  std::call_once(one_at_a_time_once_,
                 [this] { one_at_a_time_ = FindOneAtATime(); });
  WEFT_RETURN_IF_ERROR(one_at_a_time_.status());
  return &*one_at_a_time_;
}

absl::StatusOr<OneAtATimeIds> View::FindOneAtATime() const {
  std::vector<std::string> keys;
  for (const OneAtATime& one : *one_at_a_time_names_) {
    keys.push_back(RelationNameKey(one.relation));
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  OneAtATimeIds ids;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!values[i]) continue;
    RelationId id;
    if (!DecodeRelationId(*values[i], &id)) return BadRecord(keys[i]);
    const bool of_object = (*one_at_a_time_names_)[i].of_object;
    (of_object ? ids.of_object : ids.of_subject).push_back(id);
  }
  std::sort(ids.of_subject.begin(), ids.of_subject.end());
  std::sort(ids.of_object.begin(), ids.of_object.end());
  return ids;
}

absl::StatusOr<const std::vector<VersionRecord>*> View::versions() const {
  std::call_once(versions_once_, [this] { versions_ = ReadVersions(); });
  WEFT_RETURN_IF_ERROR(versions_.status());
  return &*versions_;
}

absl::StatusOr<std::vector<VersionRecord>> View::ReadVersions() const {
  std::vector<VersionRecord> versions;
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(
      VisitPrefix(IndexPrefix(Index::kVersion),
                  [&](absl::string_view key, absl::string_view value) {
                    if (!DecodeVersionRecord(value, &versions.emplace_back())) {
                      bad = BadRecord(key);
                    }
                    return bad.ok();
                  }));
  WEFT_RETURN_IF_ERROR(bad);
  return versions;
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
  std::vector<Node> nodes(ids.size());
  std::vector<std::string> keys;
  std::vector<size_t> missing;
  for (size_t i = 0; i < ids.size(); ++i) {
    const NodeId id = ids[i];
    if (id.is_entity() && merges_->IsMerged(id)) {
      WEFT_ASSIGN_OR_RETURN(const auto records, Entities({id}));
      if (!records[0]) return NoSuch("entity", id.payload());
      nodes[i] = EntityNode(merges_->Root(id), *records[0]);
      continue;
    }
    if (!id.is_entity() && id.kind() != NodeKind::kLiteral) {
      WEFT_ASSIGN_OR_RETURN(nodes[i], MakeNode(id, std::nullopt));
      continue;
    }
    std::string key = id.is_entity() ? EntityKey(id) : LiteralKey(id);
    if (const auto known = Known<Node>(key)) {
      nodes[i] = *known;
      continue;
    }
    keys.push_back(std::move(key));
    missing.push_back(i);
  }
  if (keys.empty()) return nodes;
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  for (size_t i = 0; i < keys.size(); ++i) {
    Node& node = nodes[missing[i]];
    WEFT_ASSIGN_OR_RETURN(node, MakeNode(ids[missing[i]], values[i]));
    Keep(keys[i], node);
  }
  return nodes;
}

absl::StatusOr<std::vector<std::string>> View::RelationNames(
    absl::Span<const RelationId> ids) const {
  std::vector<std::string> names(ids.size());
  std::vector<std::string> keys;
  std::vector<size_t> missing;
  for (size_t i = 0; i < ids.size(); ++i) {
    std::string key = RelationKey(ids[i]);
    if (const auto known = Known<std::string>(key)) {
      names[i] = *known;
      continue;
    }
    keys.push_back(std::move(key));
    missing.push_back(i);
  }
  if (keys.empty()) return names;
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!values[i]) return NoSuch("relation", ids[missing[i]].value());
    RelationRecord record;
    if (!DecodeRelationRecord(*values[i], &record)) return BadRecord(keys[i]);
    Keep(keys[i], record.name);
    names[missing[i]] = std::move(record.name);
  }
  return names;
}

absl::StatusOr<std::vector<std::shared_ptr<const MentionCounts>>>
View::MentionCountsOf(absl::Span<const uint64_t> chunks) const {
  std::vector<std::shared_ptr<const MentionCounts>> all(chunks.size());
  std::vector<std::string> keys;
  std::vector<size_t> missing;
  for (size_t i = 0; i < chunks.size(); ++i) {
    std::string key = StatementChunkKey(chunks[i]);
    all[i] = Known<MentionCounts>(key);
    if (all[i] != nullptr) continue;
    keys.push_back(std::move(key));
    missing.push_back(i);
  }
  WEFT_ASSIGN_OR_RETURN(const auto values, MultiGet(keys));
  StatementList statements;
  for (size_t i = 0; i < keys.size(); ++i) {
    auto counts = std::make_shared<MentionCounts>(kStatementsPerChunk);
    if (values[i]) {
      if (!DecodeStatementList(*values[i], &statements)) {
        return BadRecord(keys[i]);
      }
      for (const auto& [place, record] : statements) {
        (*counts)[place] = static_cast<uint32_t>(record.mention_count);
      }
      Keep(keys[i], *counts);
    }
    all[missing[i]] = std::move(counts);
  }
  return all;
}

absl::StatusOr<std::vector<uint64_t>> View::Mentions(
    absl::Span<const Edge> edges) const {
  absl::flat_hash_map<uint64_t, size_t> places;
  std::vector<uint64_t> chunks;
  for (const Edge& edge : edges) {
    const uint64_t chunk = ChunkOf(edge.statement);
    if (places.emplace(chunk, chunks.size()).second) chunks.push_back(chunk);
  }
  WEFT_ASSIGN_OR_RETURN(const auto counts, MentionCountsOf(chunks));
  std::vector<uint64_t> mentions;
  mentions.reserve(edges.size());
  for (const Edge& edge : edges) {
    const MentionCounts& chunk = *counts[places.at(ChunkOf(edge.statement))];
    mentions.push_back(chunk[edge.statement.value() % kStatementsPerChunk]);
    if (mentions.back() == 0) {
      return NoSuch("statement", edge.statement.value());
    }
  }
  return mentions;
}

absl::StatusOr<std::vector<std::optional<StatementRecord>>>
View::StatementsThere(absl::Span<const StatementId> ids) const {
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
  std::vector<std::optional<StatementRecord>> records(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    const auto at =
        std::lower_bound(numbers.begin(), numbers.end(), ChunkOf(ids[i]));
    const StatementRecord* record =
        FindStatement(chunks[at - numbers.begin()], ids[i]);
    if (record != nullptr) records[i] = *record;
  }
  return records;
}

absl::StatusOr<std::vector<StatementRecord>> View::Statements(
    absl::Span<const StatementId> ids) const {
  WEFT_ASSIGN_OR_RETURN(auto there, StatementsThere(ids));
  std::vector<StatementRecord> records;
  records.reserve(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!there[i]) return NoSuch("statement", ids[i].value());
    records.push_back(*std::move(there[i]));
  }
  return records;
}

absl::StatusOr<std::vector<Statement>> View::Resolve(
    absl::Span<const StatementId> ids) const {
  WEFT_ASSIGN_OR_RETURN(const auto records, Statements(ids));
  std::vector<Edge> edges;
  std::vector<uint64_t> mentions;
  edges.reserve(ids.size());
  mentions.reserve(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    const EdgeKey& key = records[i].key;
    edges.push_back({key.subject, key.relation, key.object, key.negated, ids[i],
                     DequantizeConfidence(records[i].confidence)});
    mentions.push_back(records[i].mention_count);
  }
  return ToStatements(edges, mentions);
}

absl::StatusOr<std::vector<Statement>> View::Resolve(
    absl::Span<const Edge> edges) const {
  WEFT_ASSIGN_OR_RETURN(const auto mentions, Mentions(edges));
  return ToStatements(edges, mentions);
}

absl::StatusOr<std::vector<Statement>> View::ToStatements(
    absl::Span<const Edge> edges, absl::Span<const uint64_t> mentions) const {
  // Each node and relation is read once.
  absl::flat_hash_map<NodeId, size_t> node_index;
  absl::flat_hash_map<RelationId, size_t> relation_index;
  std::vector<NodeId> node_ids;
  std::vector<RelationId> relation_ids;
  const auto add_node = [&](NodeId id) {
    if (node_index.emplace(id, node_ids.size()).second) node_ids.push_back(id);
  };
  for (const Edge& edge : edges) {
    add_node(edge.subject);
    add_node(edge.object);
    if (relation_index.emplace(edge.relation, relation_ids.size()).second) {
      relation_ids.push_back(edge.relation);
    }
  }
  WEFT_ASSIGN_OR_RETURN(const auto nodes, Nodes(node_ids));
  WEFT_ASSIGN_OR_RETURN(const auto names, RelationNames(relation_ids));
  std::vector<Statement> statements(edges.size());
  for (size_t i = 0; i < edges.size(); ++i) {
    const Edge& edge = edges[i];
    Statement& statement = statements[i];
    statement.id = edge.statement;
    statement.subject = nodes[node_index.at(edge.subject)];
    statement.relation_id = edge.relation;
    statement.relation = names[relation_index.at(edge.relation)];
    statement.object = nodes[node_index.at(edge.object)];
    statement.negated = edge.negated;
    statement.confidence = edge.confidence;
    statement.mention_count = mentions[i];
  }
  return statements;
}

}  // namespace weft::graphstore
