#include "service/cli/render/json.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/cli/render/fact_text.h"

namespace weft::service {
namespace {

// Doubles hold every integer up to here.
constexpr double kLargestExactInteger = 9007199254740992.0;

bool HasNumber(const v1::Value& value) {
  switch (value.kind()) {
    case v1::VALUE_KIND_NUMBER:
    case v1::VALUE_KIND_PERCENT:
    case v1::VALUE_KIND_MONEY:
    case v1::VALUE_KIND_QUANTITY:
    case v1::VALUE_KIND_RATIO:
      return true;
    default:
      return false;
  }
}

// The value itself: a number, an ISO date or period, or "".
Json ValueJson(const v1::Value& value) {
  if (HasNumber(value)) return NumberJson(value.number());
  return value.iso();
}

std::string UnitText(const v1::Value& value) {
  return HasNumber(value) ? value.unit() : "";
}

// Not SlotText: programs get the bytes as they are.
std::string RawText(const v1::Slot& slot) {
  return slot.has_value() ? slot.value().text() : slot.entity().name();
}

Json SpanJson(const v1::Span& span) {
  return Json::array({span.begin(), span.end()});
}

// A value is the same node wherever it stands: its words are its id.
Json ValueNodeJson(const std::string& text) {
  Json json;
  json["id"] = text;
  json["name"] = text;
  json["labels"] = Json::array({"value"});
  json["properties"] = {{"name", text}};
  return json;
}

std::string AttributionName(const v1::Attribution& attribution) {
  const std::string& name = attribution.entity().name();
  return name.empty() ? attribution.text() : name;
}

void AddObjectValue(const v1::Fact& fact, Json& json) {
  if (!fact.object().has_value()) return;
  json["object_value"] = ValueJson(fact.object().value());
  json["object_unit"] = UnitText(fact.object().value());
}

// Where the slots stand in the document, as far as they stand anywhere.
Json SpansJson(const v1::Fact& fact) {
  Json spans = Json::object();
  const auto add = [&spans](const char* key, const v1::Span& span) {
    if (span.begin() < span.end()) spans[key] = SpanJson(span);
  };
  add("subject", fact.subject().mention().span());
  add("relation", fact.relation().mention().span());
  add("object", fact.object().mention().span());
  return spans;
}

}  // namespace

std::string ToLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string IdText(uint64_t id) { return absl::StrCat(id); }

double RoundedScore(double score) { return std::round(score * 1e4) / 1e4; }

Json NumberJson(double number) {
  if (number == std::floor(number) && std::fabs(number) <= kLargestExactInteger)
    return static_cast<int64_t>(number);
  return number;
}

Json QualifierJson(const v1::Qualifier& qualifier) {
  Json json;
  json["role"] = QualifierRoleName(qualifier.role());
  json["relation"] = qualifier.relation();
  json["text"] = qualifier.text();
  json["value"] = ValueJson(qualifier.value());
  json["unit"] = UnitText(qualifier.value());
  if (qualifier.value().has_upper()) {
    json["upper"] = NumberJson(qualifier.value().upper());
  }
  if (!qualifier.entity().name().empty()) {
    json["entity"] = qualifier.entity().name();
  }
  return json;
}

Json FactJson(const v1::Fact& fact) {
  const v1::Evidence& evidence = fact.evidence();
  Json json;
  json["doc"] = evidence.document_id();
  json["sentence"] = evidence.sentence();
  json["begin"] = evidence.sentence_span().begin();
  json["end"] = evidence.sentence_span().end();
  json["subject"] = RawText(fact.subject());
  json["subject_mention"] = fact.subject().mention().text();
  json["relation"] = fact.relation().name();
  json["relation_mention"] = fact.relation().mention().text();
  json["object"] = RawText(fact.object());
  json["object_mention"] = fact.object().mention().text();
  json["confidence"] = RoundedScore(fact.confidence());
  json["negated"] = fact.negated();
  json["modality"] = ModalityName(fact.modality());
  json["attribution"] = AttributionName(fact.attribution());
  json["qualifiers"] = Json::array();
  for (const v1::Qualifier& qualifier : fact.qualifiers()) {
    json["qualifiers"].push_back(QualifierJson(qualifier));
  }
  json["relation_display"] = fact.relation().display();
  json["subject_type"] = SlotType(fact.subject());
  json["object_type"] = SlotType(fact.object());
  AddObjectValue(fact, json);
  json["valid_from"] = fact.valid_from();
  json["valid_until"] = fact.valid_until();
  json["published"] = evidence.published();
  json["spans"] = SpansJson(fact);
  json["rule"] = fact.rule();
  return json;
}

Json StoredFactJson(const v1::Fact& fact) {
  const v1::Evidence& evidence = fact.evidence();
  Json json = FactJson(fact);
  json["statement_id"] = IdText(fact.statement_id());
  json["subject_id"] = IdText(fact.subject().entity().id());
  if (fact.object().has_entity()) {
    json["object_id"] = IdText(fact.object().entity().id());
  }
  json["document_id"] = evidence.document_id();
  json["document_title"] = evidence.document_title();
  json["document_url"] = evidence.document_url();
  json["sentence_index"] = evidence.sentence_index();
  json["document_count"] = fact.document_count();
  if (fact.has_end()) {
    json["ended"] = {{"until", fact.end().until()},
                     {"by_statement", IdText(fact.end().statement_id())},
                     {"by_document", fact.end().document_id()}};
  }
  json["extractor_version"] = fact.extractor_version();
  return json;
}

Json NodeJson(const v1::EntityRef& entity) {
  if (entity.id() == 0) return ValueNodeJson(entity.name());
  Json json;
  json["id"] = IdText(entity.id());
  json["name"] = entity.name();
  json["labels"] = Json::array();
  const std::string type = EntityTypeName(entity.type());
  if (!type.empty()) json["labels"].push_back(type);
  json["properties"] = {{"name", entity.name()}};
  return json;
}

Json NodeJson(const v1::Slot& slot) {
  if (!slot.has_value()) return NodeJson(slot.entity());
  const v1::Value& value = slot.value();
  Json json = ValueNodeJson(value.text());
  json["properties"]["value"] = ValueJson(value);
  json["properties"]["unit"] = UnitText(value);
  return json;
}

Json RelationshipJson(const v1::Edge& edge) {
  const v1::Fact& best = edge.best_fact();
  Json json;
  json["id"] = IdText(edge.statement_id());
  json["type"] = edge.relation().name();
  json["start"] = NodeJson(edge.subject())["id"];
  json["end"] = edge.has_object() ? NodeJson(edge.object())["id"] : Json();
  Json properties;
  properties["display"] = edge.relation().display();
  properties["negated"] = edge.negated();
  properties["confidence"] = RoundedScore(edge.confidence());
  properties["fact_count"] = edge.fact_count();
  properties["document_count"] = edge.document_count();
  properties["modality"] = ModalityName(best.modality());
  properties["attribution"] = AttributionName(best.attribution());
  properties["valid_from"] = best.valid_from();
  properties["valid_until"] = best.valid_until();
  properties["document_id"] = best.evidence().document_id();
  properties["published"] = best.evidence().published();
  properties["sentence"] = best.evidence().sentence();
  properties["begin"] = best.evidence().sentence_span().begin();
  properties["end"] = best.evidence().sentence_span().end();
  json["properties"] = std::move(properties);
  return json;
}

Json PathJson(const v1::FindPathsResponse::Path& path) {
  Json json;
  json["nodes"] = Json::array();
  json["relationships"] = Json::array();
  for (const v1::EntityRef& node : path.nodes()) {
    json["nodes"].push_back(NodeJson(node));
  }
  for (const v1::Edge& edge : path.edges()) {
    json["relationships"].push_back(RelationshipJson(edge));
  }
  return json;
}

Json EntityJson(const v1::Entity& entity) {
  Json json;
  json["id"] = IdText(entity.id());
  json["name"] = entity.name();
  json["type"] = EntityTypeName(entity.type());
  json["mention_count"] = entity.mention_count();
  json["document_count"] = entity.document_count();
  json["out_degree"] = entity.out_degree();
  json["in_degree"] = entity.in_degree();
  json["aliases"] = Json::array();
  for (const v1::Alias& alias : entity.aliases()) {
    json["aliases"].push_back(
        {{"text", alias.text()}, {"count", alias.count()}});
  }
  for (const v1::EntityMerge& merge : entity.merges()) {
    json["merges"].push_back({{"merge_id", IdText(merge.merge_id())},
                              {"entity_id", IdText(merge.entity_id())},
                              {"name", merge.name()}});
  }
  return json;
}

Json DocumentJson(const v1::Document& document) {
  Json json;
  json["id"] = document.id();
  json["title"] = document.title();
  json["url"] = document.url();
  json["published"] = document.published();
  json["byte_count"] = document.byte_count();
  json["sentence_count"] = document.sentence_count();
  json["fact_count"] = document.fact_count();
  json["content_hash"] = document.content_hash();
  json["ingest_time"] =
      document.has_ingest_time()
          ? absl::FormatTime(
                "%Y-%m-%dT%H:%M:%SZ",
                absl::FromUnixSeconds(document.ingest_time().seconds()),
                absl::UTCTimeZone())
          : "";
  return json;
}

}  // namespace weft::service
