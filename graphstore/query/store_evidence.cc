#include "graphstore/query/store_evidence.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/fact/statement.h"

namespace weft::graphstore::query {
namespace {

constexpr size_t kMaxMentions = 100;
constexpr size_t kMaxSentences = 10;

float FromBits(uint32_t bits) {
  float value = 0;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

void SetText(const char* key, const std::string& text, Map* map) {
  if (!text.empty()) (*map)[key] = Value::String(text);
}

void AddMention(const Fact& fact, Map* map) {
  const Mention& mention = fact.mention;
  SetText("document", fact.document, map);
  SetText("sentence", fact.sentence, map);
  SetText("published", fact.published, map);
  SetText("subject", mention.subject.text, map);
  SetText("relation", mention.relation.text, map);
  SetText("object", mention.object.text, map);
  SetText("modality", mention.modality, map);
  SetText("attribution", fact.attribution, map);
  SetText("rule", mention.rule, map);
  SetText("valid_from", mention.valid_from, map);
  SetText("valid_until", mention.valid_until, map);
  if (fact.end) {
    SetText("ended", fact.end->until, map);
    SetText("ended_by", fact.end->by_document, map);
  }
  SetText("time",
          mention.valid_from.empty() ? fact.published : mention.valid_from,
          map);
}

List TextList(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.push_back(Value::String(text));
  return list;
}

}  // namespace

uint32_t PackHint(float confidence, bool negated) {
  const float value = std::copysign(confidence, negated ? -1.0f : 1.0f);
  uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

Value HintConfidence(uint32_t hint) {
  // Confidences are kept in steps of 1/255: more digits say nothing.
  constexpr double kDigits = 1e4;
  const double value = std::fabs(FromBits(hint));
  return Value::Float(std::round(value * kDigits) / kDigits);
}

Value HintNegated(uint32_t hint) {
  return Value::Boolean(std::signbit(FromBits(hint)));
}

Map EntityProperties(const Entity& entity) {
  Map map;
  map["name"] = Value::String(entity.name);
  List aliases;
  for (const Alias& alias : entity.aliases) {
    aliases.push_back(Value::String(alias.text));
  }
  map["aliases"] = Value::Of(std::move(aliases));
  map["mentions"] = Value::Integer(static_cast<int64_t>(entity.mention_count));
  map["documents"] =
      Value::Integer(static_cast<int64_t>(entity.document_count));
  return map;
}

absl::StatusOr<Map> ReadEvidence(const Reader& reader, StatementId statement,
                                 uint32_t hint, const KnownBy& known) {
  Map map;
  map["confidence"] = HintConfidence(hint);
  map["negated"] = HintNegated(hint);
  WEFT_ASSIGN_OR_RETURN(
      const auto evidence,
      reader.EvidenceOf({&statement, 1}, kMaxMentions, known));
  const std::vector<Fact>& facts = evidence[0];
  if (facts.empty()) {  // bulk-loaded: no document says it
    map["mentions"] = Value::Integer(0);
    return map;
  }
  map["mentions"] =
      Value::Integer(static_cast<int64_t>(facts[0].statement.mention_count));
  const auto best = std::max_element(
      facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
        return a.mention.confidence < b.mention.confidence;
      });
  AddMention(*best, &map);
  std::vector<std::string> documents;
  std::vector<std::string> sentences;
  for (const Fact& fact : facts) {
    if (!fact.document.empty() && std::find(documents.begin(), documents.end(),
                                            fact.document) == documents.end()) {
      documents.push_back(fact.document);
    }
    if (!fact.sentence.empty() && sentences.size() < kMaxSentences) {
      sentences.push_back(fact.sentence);
    }
  }
  map["documents"] = Value::Of(TextList(documents));
  map["evidence"] = Value::Of(TextList(sentences));
  return map;
}

}  // namespace weft::graphstore::query
