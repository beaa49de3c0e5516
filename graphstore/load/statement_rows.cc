#include "graphstore/load/statement_rows.h"

#include <algorithm>

#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/mention_record.h"

namespace weft::graphstore {

StatementRows::StatementRows(StatementSource source)
    : source_(std::move(source)), reader_(source_.triples.log()) {
  ReadNext();
}

// Moves to the next triple that repeats none.
void StatementRows::ReadNext() {
  do {
    more_ = reader_.Next(&next_);
    ++ordinal_;
  } while (more_ && source_.numbers.Repeats(ordinal_ - 1));
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

absl::StatusOr<bool> StatementRows::Make(std::string* key, std::string* value) {
  if (!more_) {
    WEFT_RETURN_IF_ERROR(reader_.status());
    return false;
  }
  chunk_.clear();
  const uint64_t chunk = ChunkOf(source_.id(number_));
  for (; more_ && ChunkOf(source_.id(number_)) == chunk; ++number_) {
    const uint64_t place = source_.id(number_).value() % kStatementsPerChunk;
    chunk_.emplace_hint(chunk_.end(), static_cast<uint32_t>(place), ToRecord());
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
    const uint64_t number = source_.numbers.Of(static_cast<uint32_t>(i));
    ids_.push_back(source_.id(number).value());
  }
  *key = DocumentStatementsKey(source_.document, chunk_++);
  *value = EncodeIdSequence(ids_);
  return true;
}

absl::StatusOr<bool> MentionRows::Make(std::string* key, std::string* value) {
  LoadedMention loaded;
  if (!mentions_.Next(&loaded)) {
    WEFT_RETURN_IF_ERROR(mentions_.status());
    return false;
  }
  Mention mention;
  mention.confidence = 1;
  mention.valid_from = std::string(source_.triples.times().name(loaded.time));
  *key = MentionKey(source_.id(source_.numbers.OfFirst(loaded.first)),
                    source_.document, loaded.ordinal);
  *value = EncodeMention(mention, "");
  return true;
}

}  // namespace weft::graphstore
