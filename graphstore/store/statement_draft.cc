#include "graphstore/store/statement_draft.h"

#include <algorithm>
#include <utility>

#include "base/coding.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

absl::Status StatementDraft::Prefetch(absl::Span<const EdgeKey> keys) {
  std::vector<std::string> edges, rest;
  for (const EdgeKey& key : keys) {
    if (!by_key_.contains(key)) edges.push_back(kSpo.Encode(key));
    rest.push_back(DegreeKey(key.subject, false, key.relation));
    if (!key.object.is_none()) {
      rest.push_back(DegreeKey(key.object, true, key.relation));
    }
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(edges));
  for (const std::string& key : edges) {
    WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
    EdgeValue value;
    if (bytes != nullptr && DecodeEdgeValue(*bytes, &value)) {
      rest.push_back(StatementKey(value.statement));
    }
  }
  return draft_.Prefetch(std::move(rest));
}

absl::StatusOr<StatementDraft::State*> StatementDraft::Load(StatementId id) {
  std::unique_ptr<State>& state = states_[id];
  if (state != nullptr) return state.get();
  auto loaded = std::make_unique<State>();
  loaded->id = id;
  const std::string key = StatementKey(id);
  const absl::StatusOr<const std::string*> bytes = draft_.Get(key);
  if (!bytes.ok() || *bytes == nullptr ||
      !DecodeStatementRecord(**bytes, &loaded->record)) {
    states_.erase(id);
    return bytes.ok() ? BadRecord(key) : bytes.status();
  }
  loaded->indexed_confidence = loaded->record.confidence;
  by_key_.emplace(loaded->record.key, id);
  state = std::move(loaded);
  return state.get();
}

absl::StatusOr<StatementDraft::State*> StatementDraft::FindOrCreate(
    const EdgeKey& key) {
  if (const auto it = by_key_.find(key); it != by_key_.end()) {
    return Load(it->second);
  }
  const std::string edge = kSpo.Encode(key);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(edge));
  if (bytes != nullptr) {
    EdgeValue value;
    if (!DecodeEdgeValue(*bytes, &value)) return BadRecord(edge);
    return Load(value.statement);
  }
  auto state = std::make_unique<State>();
  state->id = StatementId(meta_.next.statement++);
  state->record.key = key;
  state->is_new = true;
  ++meta_.totals.statements;
  WEFT_RETURN_IF_ERROR(CountStatement(key, +1));
  by_key_.emplace(key, state->id);
  return (states_[state->id] = std::move(state)).get();
}

void StatementDraft::Touch(State* state) {
  if (!state->touched) touched_.push_back(state->id);
  state->touched = true;
}

absl::Status StatementDraft::CountMentions(const EdgeKey& key, int64_t by) {
  meta_.totals.mentions += by;
  WEFT_RETURN_IF_ERROR(entities_.Count(key.subject, 0, 0, by));
  if (!key.object.is_entity()) return absl::OkStatus();
  return entities_.Count(key.object, 0, 0, by);
}

absl::Status StatementDraft::CountDegree(NodeId node, bool incoming,
                                         RelationId relation, int64_t by) {
  const std::string key = DegreeKey(node, incoming, relation);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  uint64_t degree = 0;
  if (bytes != nullptr) {
    absl::string_view in = *bytes;
    if (!GetVarint(&in, &degree)) return BadRecord(key);
  }
  degree += by;
  if (degree == 0) {
    draft_.Delete(key);
  } else {
    std::string value;
    PutVarint(degree, &value);
    draft_.Put(key, std::move(value));
  }
  return absl::OkStatus();
}

absl::Status StatementDraft::CountStatement(const EdgeKey& key, int64_t by) {
  WEFT_RETURN_IF_ERROR(dictionary_.CountRelation(key.relation, by));
  WEFT_RETURN_IF_ERROR(dictionary_.CountLiteral(key.object, by));
  WEFT_RETURN_IF_ERROR(entities_.Count(key.subject, by, 0, 0));
  WEFT_RETURN_IF_ERROR(CountDegree(key.subject, false, key.relation, by));
  if (key.object.is_none()) return absl::OkStatus();
  WEFT_RETURN_IF_ERROR(CountDegree(key.object, true, key.relation, by));
  if (!key.object.is_entity()) return absl::OkStatus();
  return entities_.Count(key.object, 0, by, 0);
}

absl::Status StatementDraft::AddMention(const EdgeKey& key, Mention mention,
                                        absl::string_view source) {
  WEFT_ASSIGN_OR_RETURN(State * state, FindOrCreate(key));
  Touch(state);
  mention.statement = state->id;
  draft_.Put(MentionKey(state->id, mention.document, mention.ordinal),
             EncodeMention(mention, source));
  std::string id;
  PutVarint(state->id.value(), &id);
  draft_.Put(DocumentMentionKey(mention.document, mention.ordinal),
             std::move(id));
  ++state->record.mention_count;
  state->record.confidence = std::max(state->record.confidence,
                                      QuantizeConfidence(mention.confidence));
  return CountMentions(key, +1);
}

absl::Status StatementDraft::RemoveMention(StatementId statement,
                                           DocumentId document,
                                           uint32_t ordinal) {
  WEFT_ASSIGN_OR_RETURN(State * state, Load(statement));
  Touch(state);
  const std::string key = MentionKey(statement, document, ordinal);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  uint8_t confidence;
  if (bytes == nullptr || !DecodeMentionConfidence(*bytes, &confidence) ||
      state->record.mention_count == 0) {
    return BadRecord(key);
  }
  draft_.Delete(key);
  draft_.Delete(DocumentMentionKey(document, ordinal));
  if (confidence == state->record.confidence) {
    state->recompute_confidence = true;
  }
  if (--state->record.mention_count == 0) {
    WEFT_ASSIGN_OR_RETURN(state->obituary, Describe(*state));
  }
  return CountMentions(state->record.key, -1);
}

absl::StatusOr<RemovedStatement> StatementDraft::Describe(const State& state) {
  const EdgeKey& key = state.record.key;
  RemovedStatement removed;
  removed.id = state.id;
  removed.negated = key.negated;
  WEFT_ASSIGN_OR_RETURN(removed.subject, entities_.Name(key.subject));
  WEFT_ASSIGN_OR_RETURN(removed.relation,
                        dictionary_.RelationName(key.relation));
  if (key.object.is_entity()) {
    WEFT_ASSIGN_OR_RETURN(removed.object, entities_.Name(key.object));
  } else {
    WEFT_ASSIGN_OR_RETURN(removed.object, dictionary_.Text(key.object));
  }
  return removed;
}

absl::StatusOr<uint8_t> StatementDraft::HighestConfidence(StatementId id) {
  uint8_t highest = 0;
  WEFT_RETURN_IF_ERROR(draft_.Visit(
      MentionPrefix(id), [&](absl::string_view, absl::string_view value) {
        uint8_t confidence = 0;
        DecodeMentionConfidence(value, &confidence);
        highest = std::max(highest, confidence);
        return highest < 255;
      }));
  return highest;
}

absl::Status StatementDraft::SettleOne(State* state,
                                       std::vector<StatementId>* added,
                                       std::vector<RemovedStatement>* removed) {
  const EdgeKey& key = state->record.key;
  state->touched = false;
  if (state->record.mention_count == 0) {
    WEFT_RETURN_IF_ERROR(CountStatement(key, -1));
    for (const KeyOrder* order : kKeyOrders) {
      if (order == &kOsp && key.object.is_none()) continue;
      draft_.Delete(order->Encode(key));
    }
    draft_.Delete(StatementKey(state->id));
    --meta_.totals.statements;
    removed->push_back(std::move(state->obituary));
    by_key_.erase(key);
    states_.erase(StatementId(state->id));
    return absl::OkStatus();
  }
  if (state->recompute_confidence) {
    state->recompute_confidence = false;
    WEFT_ASSIGN_OR_RETURN(state->record.confidence,
                          HighestConfidence(state->id));
  }
  draft_.Put(StatementKey(state->id), EncodeStatementRecord(state->record));
  if (state->is_new || state->indexed_confidence != state->record.confidence) {
    const std::string value =
        EncodeEdgeValue({state->id, state->record.confidence});
    for (const KeyOrder* order : kKeyOrders) {
      if (order == &kOsp && key.object.is_none()) continue;
      draft_.Put(order->Encode(key), value);
    }
    state->indexed_confidence = state->record.confidence;
  }
  if (state->is_new) added->push_back(state->id);
  state->is_new = false;
  return absl::OkStatus();
}

absl::Status StatementDraft::Settle(std::vector<StatementId>* added,
                                    std::vector<RemovedStatement>* removed) {
  std::sort(touched_.begin(), touched_.end());
  for (const StatementId id : touched_) {
    WEFT_RETURN_IF_ERROR(SettleOne(states_.at(id).get(), added, removed));
  }
  touched_.clear();
  return absl::OkStatus();
}

}  // namespace weft::graphstore
