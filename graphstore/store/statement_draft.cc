#include "graphstore/store/statement_draft.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/mention_record.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {
namespace {

uint32_t PlaceOf(StatementId id) {
  return static_cast<uint32_t>(id.value() % kStatementsPerChunk);
}

}  // namespace

absl::Status StatementDraft::Prefetch(absl::Span<const EdgeKey> keys) {
  WEFT_RETURN_IF_ERROR(adjacency_.Prefetch(keys));
  std::vector<std::string> chunks;
  for (const EdgeKey& key : keys) {
    if (by_key_.contains(key)) continue;
    WEFT_ASSIGN_OR_RETURN(const auto edge, adjacency_.Find(key));
    if (edge) chunks.push_back(StatementChunkKey(ChunkOf(edge->statement)));
  }
  // New statements go into the last chunk.
  chunks.push_back(
      StatementChunkKey(ChunkOf(StatementId(meta_.next.statement))));
  return draft_.Prefetch(std::move(chunks));
}

absl::Status StatementDraft::PrefetchStatements(
    absl::Span<const StatementId> ids) {
  std::vector<std::string> chunks;
  for (const StatementId id : ids) {
    chunks.push_back(StatementChunkKey(ChunkOf(id)));
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(std::move(chunks)));
  std::vector<EdgeKey> keys;
  for (const StatementId id : ids) {
    WEFT_ASSIGN_OR_RETURN(StatementChunk * chunk, Chunk(ChunkOf(id)));
    const auto it = chunk->find(PlaceOf(id));
    if (it != chunk->end()) keys.push_back(it->second.key);
  }
  return adjacency_.Prefetch(keys);
}

absl::StatusOr<StatementChunk*> StatementDraft::Chunk(uint64_t number) {
  std::unique_ptr<StatementChunk>& chunk = chunks_[number];
  if (chunk != nullptr) return chunk.get();
  auto read = std::make_unique<StatementChunk>();
  const std::string key = StatementChunkKey(number);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  if (bytes != nullptr && !DecodeStatementChunk(*bytes, read.get())) {
    return BadRecord(key);
  }
  chunk = std::move(read);
  return chunk.get();
}

absl::StatusOr<StatementDraft::State*> StatementDraft::Load(StatementId id) {
  if (const auto it = states_.find(id); it != states_.end()) {
    return it->second.get();
  }
  WEFT_ASSIGN_OR_RETURN(StatementChunk * chunk, Chunk(ChunkOf(id)));
  const auto it = chunk->find(PlaceOf(id));
  if (it == chunk->end()) return BadRecord(StatementChunkKey(ChunkOf(id)));
  auto loaded = std::make_unique<State>();
  loaded->id = id;
  loaded->record = it->second;
  WEFT_ASSIGN_OR_RETURN(const auto edge, adjacency_.Find(loaded->record.key));
  if (!edge || edge->statement != id) {
    return BadRecord(AdjacencyPrefix(loaded->record.key.subject, false));
  }
  loaded->indexed = *edge;
  loaded->validity = edge->validity;
  by_key_.emplace(loaded->record.key, id);
  return (states_[id] = std::move(loaded)).get();
}

absl::StatusOr<StatementDraft::State*> StatementDraft::FindOrCreate(
    const EdgeKey& key) {
  if (const auto it = by_key_.find(key); it != by_key_.end()) {
    return Load(it->second);
  }
  WEFT_ASSIGN_OR_RETURN(const auto edge, adjacency_.Find(key));
  if (edge) return Load(edge->statement);
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

absl::Status StatementDraft::CountStatement(const EdgeKey& key, int64_t by) {
  WEFT_RETURN_IF_ERROR(dictionary_.CountRelation(key.relation, by));
  WEFT_RETURN_IF_ERROR(dictionary_.CountLiteral(key.object, by));
  WEFT_RETURN_IF_ERROR(entities_.Count(key.subject, by, 0, 0));
  if (!key.object.is_entity()) return absl::OkStatus();
  return entities_.Count(key.object, 0, by, 0);
}

void StatementDraft::PutMention(const Mention& mention,
                                absl::string_view source) {
  draft_.Put(MentionKey(mention.statement, mention.document, mention.ordinal),
             EncodeMention(mention, source));
}

absl::StatusOr<StatementId> StatementDraft::AddMention(
    const EdgeKey& key, Mention mention, absl::string_view source) {
  WEFT_ASSIGN_OR_RETURN(State * state, FindOrCreate(key));
  Touch(state);
  mention.statement = state->id;
  StatementRecord& record = state->record;
  const uint8_t confidence = QuantizeConfidence(mention.confidence);
  const bool first = record.mention_count == 0;
  if (record.plain) {
    PutMention(FromPlain(*record.plain, state->id, record.confidence), "");
    record.plain.reset();
  }
  if (first) record.plain = ToPlain(mention);
  if (!record.plain) PutMention(mention, source);
  state->validity =
      first ? ValidityOf(mention) : Hull(state->validity, ValidityOf(mention));
  record.confidence =
      first ? confidence : std::max(record.confidence, confidence);
  ++record.mention_count;
  WEFT_RETURN_IF_ERROR(CountMentions(key, +1));
  return state->id;
}

absl::Status StatementDraft::RemoveMention(StatementId statement,
                                           DocumentId document,
                                           uint32_t ordinal) {
  WEFT_ASSIGN_OR_RETURN(State * state, Load(statement));
  Touch(state);
  StatementRecord& record = state->record;
  const std::string key = MentionKey(statement, document, ordinal);
  if (record.plain) {
    if (record.plain->document != document ||
        record.plain->ordinal != ordinal) {
      return BadRecord(key);
    }
    record.plain.reset();
  } else {
    WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
    if (bytes == nullptr || record.mention_count == 0) return BadRecord(key);
    draft_.Delete(key);
  }
  state->lost_one = true;
  if (--record.mention_count == 0) {
    WEFT_ASSIGN_OR_RETURN(state->obituary, Describe(*state));
  }
  return CountMentions(record.key, -1);
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

// Confidence and validity of what is left, and the last mention moves to where
// a single one belongs.
absl::Status StatementDraft::RecomputeFromMentions(State* state) {
  StatementRecord& record = state->record;
  if (record.plain) return absl::OkStatus();
  record.confidence = 0;
  bool first = true, bad = false;
  std::string last_key;
  Mention last;
  WEFT_RETURN_IF_ERROR(draft_.Visit(
      MentionPrefix(state->id),
      [&](absl::string_view key, absl::string_view value) {
        DecodedMention decoded;
        bad = !DecodeMention(value, &decoded) ||
              !ParseMentionKey(key, &decoded.mention.statement,
                               &decoded.mention.document,
                               &decoded.mention.ordinal);
        last_key = std::string(key);
        last = std::move(decoded.mention);
        const Validity validity = ValidityOf(last);
        state->validity = first ? validity : Hull(state->validity, validity);
        record.confidence =
            std::max(record.confidence, QuantizeConfidence(last.confidence));
        first = false;
        return !bad;
      }));
  if (bad || first) return BadRecord(MentionPrefix(state->id));
  if (record.mention_count > 1) return absl::OkStatus();
  record.plain = ToPlain(last);
  if (record.plain) draft_.Delete(last_key);
  return absl::OkStatus();
}

absl::Status StatementDraft::SettleOne(State* state,
                                       std::vector<StatementId>* added,
                                       std::vector<RemovedStatement>* removed) {
  const EdgeKey key = state->record.key;
  WEFT_ASSIGN_OR_RETURN(StatementChunk * chunk, Chunk(ChunkOf(state->id)));
  changed_chunks_.insert(ChunkOf(state->id));
  state->touched = false;
  if (state->record.mention_count == 0) {
    WEFT_RETURN_IF_ERROR(CountStatement(key, -1));
    adjacency_.Erase(key);
    chunk->erase(PlaceOf(state->id));
    --meta_.totals.statements;
    removed->push_back(std::move(state->obituary));
    by_key_.erase(key);
    states_.erase(StatementId(state->id));
    return absl::OkStatus();
  }
  if (state->lost_one) WEFT_RETURN_IF_ERROR(RecomputeFromMentions(state));
  (*chunk)[PlaceOf(state->id)] = state->record;
  AdjacentEdge edge;
  edge.statement = state->id;
  edge.confidence = state->record.confidence;
  edge.validity = state->validity;
  if (state->is_new || state->indexed.confidence != edge.confidence ||
      state->indexed.validity != edge.validity) {
    adjacency_.Put(key, edge);
    state->indexed = edge;
  }
  if (state->is_new) added->push_back(state->id);
  state->is_new = false;
  state->lost_one = false;
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

absl::Status StatementDraft::Flush() {
  for (const uint64_t number : changed_chunks_) {
    const StatementChunk& chunk = *chunks_.at(number);
    if (chunk.empty()) {
      draft_.Delete(StatementChunkKey(number));
    } else {
      draft_.Put(StatementChunkKey(number), EncodeStatementChunk(chunk));
    }
  }
  changed_chunks_.clear();
  return absl::OkStatus();
}

}  // namespace weft::graphstore
