#include "graphstore/store/dictionary_draft.h"

#include <limits>
#include <utility>

#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

absl::Status DictionaryDraft::Prefetch(absl::Span<const std::string> relations,
                                       absl::Span<const Value> values) {
  std::vector<std::string> keys;
  for (const std::string& name : relations) {
    if (!relation_ids_.contains(name)) keys.push_back(RelationNameKey(name));
  }
  for (const Value& value : values) {
    if (!InlineId(value)) {
      keys.push_back(LiteralContentKey(LiteralContent(value)));
    }
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(keys));
  std::vector<std::string> records;
  for (const std::string& key : keys) {
    WEFT_ASSIGN_OR_RETURN(const std::string* id, draft_.Get(key));
    if (id == nullptr) continue;
    RelationId relation;
    NodeId literal;
    if (DecodeRelationId(*id, &relation)) {
      records.push_back(RelationKey(relation));
    } else if (DecodeNodeId(*id, &literal)) {
      records.push_back(LiteralKey(literal));
    }
  }
  return draft_.Prefetch(std::move(records));
}

absl::StatusOr<RelationId> DictionaryDraft::RelationOf(
    const std::string& name) {
  if (const auto it = relation_ids_.find(name); it != relation_ids_.end()) {
    return it->second;
  }
  const std::string key = RelationNameKey(name);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  RelationId id;
  if (bytes != nullptr) {
    if (!DecodeRelationId(*bytes, &id)) return BadRecord(key);
  } else {
    if (meta_.next.relation > std::numeric_limits<uint32_t>::max()) {
      return absl::ResourceExhaustedError("there are too many relations");
    }
    id = RelationId(static_cast<uint32_t>(meta_.next.relation++));
    ++meta_.totals.relations;
    relations_[id].record.name = name;
    draft_.Put(key, EncodeRelationId(id));
  }
  relation_ids_.emplace(name, id);
  return id;
}

absl::StatusOr<NodeId> DictionaryDraft::NodeOf(const Value& value) {
  if (const auto id = InlineId(value)) return *id;
  const std::string key = LiteralContentKey(LiteralContent(value));
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  NodeId id;
  if (bytes != nullptr) {
    if (!DecodeNodeId(*bytes, &id)) return BadRecord(key);
    return id;
  }
  id = NodeId::Make(NodeKind::kLiteral, meta_.next.literal++);
  ++meta_.totals.literals;
  literals_[id].record.value = value;
  draft_.Put(key, EncodeNodeId(id));
  return id;
}

absl::StatusOr<DictionaryDraft::State<RelationRecord>*> DictionaryDraft::Load(
    RelationId relation) {
  const auto [it, is_new] = relations_.try_emplace(relation);
  if (!is_new) return &it->second;
  const std::string key = RelationKey(relation);
  const absl::StatusOr<const std::string*> bytes = draft_.Get(key);
  if (!bytes.ok() || *bytes == nullptr ||
      !DecodeRelationRecord(**bytes, &it->second.record)) {
    relations_.erase(it);
    return bytes.ok() ? BadRecord(key) : bytes.status();
  }
  return &it->second;
}

absl::StatusOr<DictionaryDraft::State<LiteralRecord>*> DictionaryDraft::Load(
    NodeId literal) {
  const auto [it, is_new] = literals_.try_emplace(literal);
  if (!is_new) return &it->second;
  const std::string key = LiteralKey(literal);
  const absl::StatusOr<const std::string*> bytes = draft_.Get(key);
  if (!bytes.ok() || *bytes == nullptr ||
      !DecodeLiteralRecord(**bytes, &it->second.record)) {
    literals_.erase(it);
    return bytes.ok() ? BadRecord(key) : bytes.status();
  }
  return &it->second;
}

absl::Status DictionaryDraft::CountRelation(RelationId relation, int64_t by) {
  WEFT_ASSIGN_OR_RETURN(State<RelationRecord> * state, Load(relation));
  state->record.statement_count += by;
  if (!state->touched) touched_relations_.push_back(relation);
  state->touched = true;
  return absl::OkStatus();
}

absl::Status DictionaryDraft::CountLiteral(NodeId node, int64_t by) {
  if (node.kind() != NodeKind::kLiteral) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(State<LiteralRecord> * state, Load(node));
  state->record.statement_count += by;
  if (!state->touched) touched_literals_.push_back(node);
  state->touched = true;
  return absl::OkStatus();
}

absl::StatusOr<std::string> DictionaryDraft::RelationName(RelationId relation) {
  WEFT_ASSIGN_OR_RETURN(const State<RelationRecord>* state, Load(relation));
  return state->record.name;
}

absl::StatusOr<std::string> DictionaryDraft::Text(NodeId node) {
  if (const auto value = InlineValue(node)) return ValueText(*value);
  if (node.kind() != NodeKind::kLiteral) return "";
  WEFT_ASSIGN_OR_RETURN(const State<LiteralRecord>* state, Load(node));
  return ValueText(state->record.value);
}

void DictionaryDraft::SettleRelation(RelationId relation) {
  const auto it = relations_.find(relation);
  it->second.touched = false;
  const RelationRecord& record = it->second.record;
  if (record.statement_count > 0) {
    draft_.Put(RelationKey(relation), EncodeRelationRecord(record));
    return;
  }
  draft_.Delete(RelationKey(relation));
  draft_.Delete(RelationNameKey(record.name));
  --meta_.totals.relations;
  relation_ids_.erase(record.name);
  relations_.erase(it);
}

void DictionaryDraft::SettleLiteral(NodeId literal) {
  const auto it = literals_.find(literal);
  it->second.touched = false;
  const LiteralRecord& record = it->second.record;
  if (record.statement_count > 0) {
    draft_.Put(LiteralKey(literal), EncodeLiteralRecord(record));
    return;
  }
  draft_.Delete(LiteralKey(literal));
  draft_.Delete(LiteralContentKey(LiteralContent(record.value)));
  --meta_.totals.literals;
  literals_.erase(it);
}

void DictionaryDraft::Settle() {
  for (const RelationId relation : touched_relations_) SettleRelation(relation);
  for (const NodeId literal : touched_literals_) SettleLiteral(literal);
  touched_relations_.clear();
  touched_literals_.clear();
}

}  // namespace weft::graphstore
