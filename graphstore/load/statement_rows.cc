#include "graphstore/load/statement_rows.h"

#include <algorithm>
#include <cstdint>

#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/mention_record.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

uint32_t PlaceInChunk(StatementId id) {
  return static_cast<uint32_t>(id.value() % kStatementsPerChunk);
}

}  // namespace

absl::StatusOr<StatementChunk> StatementSource::Chunk(uint64_t number) const {
  StatementChunk chunk;
  if (base.empty()) return chunk;
  const std::string key = StatementChunkKey(number);
  WEFT_ASSIGN_OR_RETURN(const auto bytes, base.Get(key));
  if (bytes && !DecodeStatementChunk(*bytes, &chunk)) return BadRecord(key);
  return chunk;
}

void StatementSource::PutMention(StatementId statement, uint32_t ordinal,
                                 uint32_t time, std::string* key,
                                 std::string* value) const {
  Mention mention;
  mention.confidence = 1;
  mention.valid_from = std::string(triples.times().name(time));
  *key = MentionKey(statement, document, ordinal);
  *value = EncodeMention(mention, "");
}

StatementRows::StatementRows(StatementSource source)
    : source_(std::move(source)), reader_(source_.triples.log()) {
  ReadNext();
}

// Moves to the next triple that begins a statement.
void StatementRows::ReadNext() {
  do {
    more_ = reader_.Next(&next_);
    ++ordinal_;
  } while (more_ && !source_.numbers.BeginsOne(ordinal_ - 1));
}

StatementRecord StatementRows::ToRecord() {
  StatementRecord record;
  record.key = source_.key_of(next_);
  record.mention_count = 1;
  record.confidence = 255;
  if (repeated_ < source_.repeated.size() &&
      source_.repeated[repeated_].first == ordinal_ - 1) {
    record.mention_count = source_.repeated[repeated_++].second;
    return record;
  }
  const LoadedTime& time = source_.times[next_.time];
  if (time.plain) {
    record.plain = PlainMention{source_.document, ordinal_ - 1, time.date, {}};
  }
  return record;
}

uint64_t StatementRows::NextChunk() const {
  const uint64_t of_new =
      more_ ? ChunkOf(source_.numbers.Begun(ordinal_ - 1)) : UINT64_MAX;
  if (old_ == source_.old.size()) return of_new;
  return std::min(of_new, ChunkOf(source_.old[old_].statement));
}

// Puts what the graph has into `chunk_`, with the new mentions.
absl::Status StatementRows::AddOld(uint64_t chunk) {
  WEFT_ASSIGN_OR_RETURN(chunk_, source_.Chunk(chunk));
  for (; old_ < source_.old.size() &&
         ChunkOf(source_.old[old_].statement) == chunk;
       ++old_) {
    const auto it = chunk_.find(PlaceInChunk(source_.old[old_].statement));
    if (it == chunk_.end()) return BadRecord(StatementChunkKey(chunk));
    ++it->second.mention_count;
    it->second.confidence = 255;
    it->second.plain.reset();
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> StatementRows::Make(std::string* key, std::string* value) {
  if (!more_) WEFT_RETURN_IF_ERROR(reader_.status());
  const uint64_t chunk = NextChunk();
  if (chunk == UINT64_MAX) return false;
  chunk_.clear();
  // Behind the chunk of the first new statement the graph has none.
  if (chunk <= ChunkOf(source_.numbers.first())) {
    WEFT_RETURN_IF_ERROR(AddOld(chunk));
  }
  while (more_) {
    const StatementId id = source_.numbers.Begun(ordinal_ - 1);
    if (ChunkOf(id) != chunk) break;
    chunk_.emplace_hint(chunk_.end(), PlaceInChunk(id), ToRecord());
    ReadNext();
  }
  *key = StatementChunkKey(chunk);
  *value = EncodeStatementChunk(chunk_);
  return true;
}

absl::StatusOr<bool> DocumentStatementRows::Make(std::string* key,
                                                 std::string* value) {
  const uint64_t begin = uint64_t{chunk_} * kFactsPerChunk;
  const uint64_t end = std::min(begin + kFactsPerChunk, source_.triples.size());
  if (begin >= end) return false;
  ids_.clear();
  for (uint64_t i = begin; i < end; ++i) {
    ids_.push_back(source_.numbers.Of(static_cast<uint32_t>(i)).value());
  }
  *key = DocumentStatementsKey(source_.document, chunk_++);
  *value = EncodeIdSequence(ids_);
  return true;
}

// All mentions of the next statement.
absl::Status OldMentionRows::MakeOfOne() {
  const StatementId statement = source_.old[at_].statement;
  const uint64_t number = ChunkOf(statement);
  if (chunk_number_ != number) {
    WEFT_ASSIGN_OR_RETURN(chunk_, source_.Chunk(number));
    chunk_number_ = number;
  }
  const auto it = chunk_.find(PlaceInChunk(statement));
  if (it == chunk_.end()) return BadRecord(StatementChunkKey(number));
  if (const auto& plain = it->second.plain) {
    // Of an older document, and so with a smaller key.
    made_.Add(
        MentionKey(statement, plain->document, plain->ordinal),
        EncodeMention(FromPlain(*plain, statement, it->second.confidence), ""));
  }
  std::string key, value;
  for (; at_ < source_.old.size() && source_.old[at_].statement == statement;
       ++at_) {
    source_.PutMention(statement, source_.old[at_].ordinal,
                       source_.old[at_].time, &key, &value);
    made_.Add(key, value);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> OldMentionRows::Next(kv::BulkRow* row) {
  WEFT_ASSIGN_OR_RETURN(const bool made, made_.Next(row));
  if (made) return true;
  made_.Clear();
  if (at_ == source_.old.size()) return false;
  WEFT_RETURN_IF_ERROR(MakeOfOne());
  return made_.Next(row);
}

absl::StatusOr<bool> MentionRows::Make(std::string* key, std::string* value) {
  LoadedMention loaded;
  if (!mentions_.Next(&loaded)) {
    WEFT_RETURN_IF_ERROR(mentions_.status());
    return false;
  }
  source_.PutMention(source_.numbers.Begun(loaded.first), loaded.ordinal,
                     loaded.time, key, value);
  return true;
}

}  // namespace weft::graphstore
