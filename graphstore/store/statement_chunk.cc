#include "graphstore/store/statement_chunk.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include "base/coding.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

enum MentionKind : uint64_t {
  kRows = 0,
  kPlain = 1,
  kPlainFrom = 2,
  kPlainFromUntil = 3,
};

uint64_t ZigZag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^
         static_cast<uint64_t>(value >> 63);
}
int64_t UnZigZag(uint64_t value) {
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

uint64_t MentionHead(const StatementRecord& record) {
  if (!record.plain) return 4 * record.mention_count;
  if (!record.plain->valid_from) return kPlain;
  return record.plain->valid_until ? kPlainFromUntil : kPlainFrom;
}

void PutDate(const IsoDate& date, std::string* out) {
  PutVarint(8 * ZigZag(date.start_ms) + static_cast<uint64_t>(date.granularity),
            out);
}

bool GetDate(absl::string_view* in, std::optional<IsoDate>* date) {
  uint64_t code;
  if (!GetVarint(in, &code) ||
      (code & 7) > static_cast<uint64_t>(Granularity::kMillisecond)) {
    return false;
  }
  date->emplace();
  (*date)->start_ms = UnZigZag(code >> 3);
  (*date)->granularity = static_cast<Granularity>(code & 7);
  return true;
}

bool GetByte(absl::string_view* in, uint8_t* byte) {
  if (in->empty()) return false;
  *byte = static_cast<uint8_t>(in->front());
  in->remove_prefix(1);
  return true;
}

// Reads a chunk column by column.
class ChunkDecoder {
 public:
  ChunkDecoder(absl::string_view in, StatementList* statements)
      : in_(in), statements_(*statements) {}

  bool Decode() {
    return Ids() && Relations() && Subjects() && Objects() && Confidences() &&
           Mentions() && Places() && Dates() && in_.empty();
  }

 private:
  bool Ids() {
    uint64_t size;
    if (!GetVarint(&in_, &size) || size == 0 || size > kStatementsPerChunk) {
      return false;
    }
    statements_.reserve(size);  // records_ points into it
    records_.reserve(size);
    for (uint64_t i = 0; i < size; ++i) {
      uint8_t id = static_cast<uint8_t>(i);
      if (size < kStatementsPerChunk && !GetByte(&in_, &id)) return false;
      const bool ascends = statements_.empty() || id > statements_.back().first;
      if (id >= kStatementsPerChunk || !ascends) return false;
      records_.push_back(
          &statements_.emplace_back(id, StatementRecord()).second);
    }
    return true;
  }
  bool Relations() {
    for (StatementRecord* record : records_) {
      uint64_t relation;
      if (!GetVarint(&in_, &relation) ||
          relation >> 1 > std::numeric_limits<uint32_t>::max()) {
        return false;
      }
      record->key.relation = RelationId(static_cast<uint32_t>(relation >> 1));
      record->key.negated = relation & 1;
    }
    return true;
  }
  bool Subjects() {
    uint64_t subject = 0;
    for (StatementRecord* record : records_) {
      int64_t step;
      if (!GetSignedVarint(&in_, &step)) return false;
      subject += static_cast<uint64_t>(step);
      record->key.subject = NodeId::Entity(subject);
    }
    return true;
  }
  bool Objects() {
    for (StatementRecord* record : records_) {
      uint64_t step;
      if (!GetVarint(&in_, &step)) return false;
      if (step & 1) {
        if (step != 1 || !GetNode(&in_, &record->key.object)) return false;
        continue;
      }
      record->key.object =
          NodeId::Entity(record->key.subject.payload() +
                         static_cast<uint64_t>(UnZigZag(step >> 1)));
    }
    return true;
  }
  bool Confidences() {
    for (StatementRecord* record : records_) {
      if (!GetByte(&in_, &record->confidence)) return false;
    }
    return true;
  }
  bool Mentions() {
    for (StatementRecord* record : records_) {
      uint64_t head;
      if (!GetVarint(&in_, &head)) return false;
      record->mention_count = (head & 3) == kRows ? head / 4 : 1;
      if (record->mention_count == 0) return false;
      if ((head & 3) == kRows) continue;
      if (head > kPlainFromUntil) return false;
      PlainMention& plain = record->plain.emplace();
      // Marks what Dates() has to fill in.
      if (head >= kPlainFrom) plain.valid_from.emplace();
      if (head == kPlainFromUntil) plain.valid_until.emplace();
    }
    return true;
  }
  bool Places() {
    uint64_t document = 0;
    int64_t ordinal = -1;
    for (StatementRecord* record : records_) {
      if (!record->plain) continue;
      int64_t document_step, ordinal_step;
      if (!GetSignedVarint(&in_, &document_step) ||
          !GetSignedVarint(&in_, &ordinal_step)) {
        return false;
      }
      document += static_cast<uint64_t>(document_step);
      ordinal = static_cast<int64_t>(static_cast<uint64_t>(ordinal) +
                                     static_cast<uint64_t>(ordinal_step) + 1);
      if (ordinal < 0 || ordinal > std::numeric_limits<uint32_t>::max()) {
        return false;
      }
      record->plain->document = DocumentId(document);
      record->plain->ordinal = static_cast<uint32_t>(ordinal);
    }
    return true;
  }
  bool Dates() {
    for (StatementRecord* record : records_) {
      if (!record->plain) continue;
      for (auto* date :
           {&record->plain->valid_from, &record->plain->valid_until}) {
        if (date->has_value() && !GetDate(&in_, date)) return false;
      }
    }
    return true;
  }

  absl::string_view in_;
  StatementList& statements_;
  std::vector<StatementRecord*> records_;
};

void PutIds(const StatementChunk& chunk, std::string* out) {
  PutVarint(chunk.size(), out);
  if (chunk.size() == kStatementsPerChunk) return;
  for (const auto& [id, record] : chunk) out->push_back(static_cast<char>(id));
}

void PutObject(const EdgeKey& key, std::string* out) {
  if (key.object.is_entity()) {
    PutVarint(2 * ZigZag(static_cast<int64_t>(key.object.payload() -
                                              key.subject.payload())),
              out);
    return;
  }
  PutVarint(1, out);
  PutNode(key.object, out);
}

void PutPlaces(const StatementChunk& chunk, std::string* out) {
  uint64_t document = 0;
  int64_t ordinal = -1;
  for (const auto& [id, record] : chunk) {
    if (!record.plain) continue;
    PutSignedVarint(
        static_cast<int64_t>(record.plain->document.value() - document), out);
    PutSignedVarint(int64_t{record.plain->ordinal} - ordinal - 1, out);
    document = record.plain->document.value();
    ordinal = record.plain->ordinal;
  }
}

}  // namespace

std::optional<PlainMention> ToPlain(const Mention& mention) {
  Mention rest = mention;
  rest.statement = StatementId();
  rest.document = DocumentId();
  rest.ordinal = 0;
  rest.confidence = 0;
  rest.valid_from.clear();
  rest.valid_until.clear();
  if (rest != Mention()) return std::nullopt;
  PlainMention plain;
  plain.document = mention.document;
  plain.ordinal = mention.ordinal;
  if (!mention.valid_from.empty()) {
    plain.valid_from = ParseIsoDate(mention.valid_from);
    if (!plain.valid_from) return std::nullopt;
  }
  if (!mention.valid_until.empty()) {
    plain.valid_until = ParseIsoDate(mention.valid_until);
    if (!plain.valid_until || !plain.valid_from) return std::nullopt;
  }
  return plain;
}

Mention FromPlain(const PlainMention& plain, StatementId statement,
                  uint8_t confidence) {
  Mention mention;
  mention.statement = statement;
  mention.document = plain.document;
  mention.ordinal = plain.ordinal;
  mention.confidence = DequantizeConfidence(confidence);
  if (plain.valid_from) mention.valid_from = FormatIsoDate(*plain.valid_from);
  if (plain.valid_until) {
    mention.valid_until = FormatIsoDate(*plain.valid_until);
  }
  return mention;
}

std::string EncodeStatementChunk(const StatementChunk& chunk) {
  std::string bytes;
  PutIds(chunk, &bytes);
  for (const auto& [id, record] : chunk) {
    PutVarint(2 * uint64_t{record.key.relation.value()} + record.key.negated,
              &bytes);
  }
  uint64_t subject = 0;
  for (const auto& [id, record] : chunk) {
    const uint64_t number = record.key.subject.payload();
    PutSignedVarint(static_cast<int64_t>(number - subject), &bytes);
    subject = number;
  }
  for (const auto& [id, record] : chunk) PutObject(record.key, &bytes);
  for (const auto& [id, record] : chunk) {
    bytes.push_back(static_cast<char>(record.confidence));
  }
  for (const auto& [id, record] : chunk) {
    PutVarint(MentionHead(record), &bytes);
  }
  PutPlaces(chunk, &bytes);
  for (const auto& [id, record] : chunk) {
    if (!record.plain) continue;
    if (record.plain->valid_from) PutDate(*record.plain->valid_from, &bytes);
    if (record.plain->valid_until) PutDate(*record.plain->valid_until, &bytes);
  }
  return bytes;
}

bool DecodeStatementChunk(absl::string_view bytes, StatementChunk* chunk) {
  StatementList statements;
  const bool whole = DecodeStatementList(bytes, &statements);
  chunk->clear();
  chunk->insert(std::make_move_iterator(statements.begin()),
                std::make_move_iterator(statements.end()));
  return whole;
}

bool DecodeStatementList(absl::string_view bytes, StatementList* statements) {
  statements->clear();
  return ChunkDecoder(bytes, statements).Decode();
}

const StatementRecord* FindStatement(const StatementList& statements,
                                     StatementId id) {
  const uint32_t place = id.value() % kStatementsPerChunk;
  const auto found = std::lower_bound(
      statements.begin(), statements.end(), place,
      [](const auto& statement, uint32_t p) { return statement.first < p; });
  return found != statements.end() && found->first == place ? &found->second
                                                            : nullptr;
}

}  // namespace weft::graphstore
