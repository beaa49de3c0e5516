#include "extractor/eval/json_lines.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<int>(c));
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

void Add(absl::string_view key, absl::string_view value, std::string* json) {
  absl::StrAppend(json, json->size() > 1 ? ", " : "", Quoted(key), ": ", value);
}

// The value as the scorers want it: ISO 8601 for times, else the number.
std::string ValueText(const Value& value) {
  const bool time =
      value.kind == ValueKind::kDate || value.kind == ValueKind::kDuration;
  if (time) return Quoted(value.iso);
  return absl::StrFormat("%.12g", value.number);
}

std::string QualifierToJson(const Qualifier& qualifier) {
  std::string json = "{";
  Add("role", Quoted(QualifierRoleName(qualifier.role)), &json);
  Add("relation", Quoted(qualifier.relation), &json);
  Add("text", Quoted(qualifier.text), &json);
  Add("value", qualifier.value ? ValueText(*qualifier.value) : "\"\"", &json);
  Add("unit", Quoted(qualifier.value ? qualifier.value->unit : ""), &json);
  return json + "}";
}

// Bytes of the document; [0, 0] for what is implied or scattered.
std::string SpanToJson(ByteSpan span) {
  return absl::StrCat("[", span.begin, ", ", span.end, "]");
}

}  // namespace

std::string FactToJson(const ExtractedDocument& document, const Fact& fact) {
  const ExtractedSentence& sentence = document.sentences[fact.sentence];
  std::string object;
  if (fact.object != kNoEntity) object = document.entities[fact.object].name;
  if (fact.object_value) object = fact.object_value->text;
  std::vector<std::string> qualifiers;
  for (const Qualifier& qualifier : fact.qualifiers) {
    qualifiers.push_back(QualifierToJson(qualifier));
  }
  std::string json = "{";
  Add("doc", Quoted(document.id), &json);
  Add("sentence", Quoted(sentence.text), &json);
  Add("begin", absl::StrCat(sentence.span.begin), &json);
  Add("end", absl::StrCat(sentence.span.end), &json);
  Add("subject", Quoted(document.entities[fact.subject].name), &json);
  Add("subject_mention", Quoted(fact.subject_mention.text), &json);
  Add("relation", Quoted(fact.relation), &json);
  Add("relation_mention", Quoted(fact.relation_mention.text), &json);
  Add("relation_display", Quoted(fact.relation_display), &json);
  Add("object", Quoted(object), &json);
  Add("object_mention", Quoted(fact.object_mention.text), &json);
  Add("confidence", absl::StrFormat("%.4f", fact.confidence), &json);
  Add("negated", fact.negated ? "true" : "false", &json);
  Add("modality", Quoted(ModalityName(fact.modality)), &json);
  Add("attribution", Quoted(fact.attribution), &json);
  Add("rule", Quoted(fact.rule), &json);
  Add("subject_span", SpanToJson(fact.subject_mention.span), &json);
  Add("relation_span", SpanToJson(fact.relation_mention.span), &json);
  Add("object_span", SpanToJson(fact.object_mention.span), &json);
  Add("qualifiers", absl::StrCat("[", absl::StrJoin(qualifiers, ", "), "]"),
      &json);
  return json + "}";
}

std::string EntitiesToJson(const ExtractedDocument& document,
                           absl::string_view bytes) {
  struct Group {
    std::string name, type;
    std::vector<std::string> mentions;
  };
  // Named entities first, then the unnamed things by their first words.
  std::map<std::pair<bool, int>, Group> groups;
  for (const EntityMention& mention : document.mentions) {
    const bool named = mention.entity != kNoEntity;
    Group& group = groups[{!named, named ? mention.entity : mention.phrase}];
    const absl::string_view words =
        bytes.substr(mention.span.begin, mention.span.size());
    if (group.mentions.empty()) {
      group.name =
          named ? document.entities[mention.entity].name : std::string(words);
      group.type = std::string(
          EntityTypeName(named ? document.entities[mention.entity].type
                               : EntityType::kUnknown));
    }
    group.mentions.push_back(absl::StrFormat("[%d, %d, %s]", mention.span.begin,
                                             mention.span.end, Quoted(words)));
  }
  std::vector<std::string> entities;
  for (const auto& [key, group] : groups) {
    std::string json = "{";
    Add("name", Quoted(group.name), &json);
    Add("type", Quoted(group.type), &json);
    Add("named", key.first ? "false" : "true", &json);
    Add("mentions", absl::StrCat("[", absl::StrJoin(group.mentions, ", "), "]"),
        &json);
    entities.push_back(json + "}");
  }
  std::string json = "{";
  Add("doc", Quoted(document.id), &json);
  Add("entities", absl::StrCat("[", absl::StrJoin(entities, ", "), "]"), &json);
  return json + "}";
}

}  // namespace weft::extractor
