#include "service/wire/stored.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "service/wire/enums.h"
#include "service/wire/utf8.h"
#include "service/wire/value.h"

namespace weft::service {
namespace {

void SetTimestamp(absl::Time time, google::protobuf::Timestamp* out) {
  const int64_t milliseconds = absl::ToUnixMillis(time);
  out->set_seconds(milliseconds / 1000);
  out->set_nanos(static_cast<int32_t>(milliseconds % 1000) * 1'000'000);
}

// Length of what both begin with, over the length of the longer one.
double Likeness(const graphstore::EntityMatch& match, absl::string_view query) {
  const double longer =
      static_cast<double>(std::max(match.alias.size(), query.size()));
  if (match.kind == graphstore::MatchKind::kExact || longer == 0) return 1;
  if (match.kind == graphstore::MatchKind::kFuzzy) {
    return std::max(0.0, 1 - match.distance / longer);
  }
  return static_cast<double>(std::min(match.alias.size(), query.size())) /
         longer;
}

}  // namespace

uint64_t EntityNumber(graphstore::NodeId id) {
  return id.is_entity() ? id.payload() : 0;
}

v1::Entity ToProto(const graphstore::Entity& entity) {
  v1::Entity out;
  out.set_id(EntityNumber(entity.id));
  out.set_name(ToUtf8(entity.name));
  out.set_type(EntityTypeFromStored(entity.type));
  for (const graphstore::Alias& alias : entity.aliases) {
    v1::Alias* added = out.add_aliases();
    added->set_text(ToUtf8(alias.text));
    added->set_count(static_cast<uint32_t>(alias.count));
  }
  out.set_mention_count(entity.mention_count);
  out.set_out_degree(entity.out_degree);
  out.set_in_degree(entity.in_degree);
  out.set_document_count(static_cast<uint32_t>(entity.document_count));
  return out;
}

v1::EntityMerge ToProto(const graphstore::Merge& merge) {
  v1::EntityMerge out;
  out.set_merge_id(merge.id);
  out.set_entity_id(EntityNumber(merge.from));
  out.set_name(ToUtf8(merge.from_name));
  return out;
}

v1::Document ToProto(const graphstore::Document& document) {
  v1::Document out;
  out.set_id(ToUtf8(document.id));
  out.set_title(ToUtf8(document.title));
  out.set_url(ToUtf8(document.url));
  out.set_published(ToUtf8(document.published));
  out.set_content_hash(absl::StrFormat("%016x", document.content_hash));
  out.set_byte_count(document.byte_length);
  out.set_sentence_count(document.sentence_count);
  out.set_fact_count(document.fact_count);
  SetTimestamp(document.recorded, out.mutable_ingest_time());
  return out;
}

v1::EntityRef ToEntityRef(const graphstore::Node& node) {
  v1::EntityRef out;
  SetEntityRef(node, &out);
  return out;
}

void SetEntityRef(const graphstore::Node& node, v1::EntityRef* out) {
  out->set_id(EntityNumber(node.id));
  out->set_name(ToUtf8(node.text));
  out->set_type(EntityTypeFromStored(node.type));
}

v1::Slot ToSlot(const graphstore::Node& node, absl::string_view text) {
  v1::Slot out;
  SetSlot(node, text, &out);
  return out;
}

void SetSlot(const graphstore::Node& node, absl::string_view text,
             v1::Slot* out) {
  if (node.value.has_value()) {
    *out->mutable_value() = FromStored(*node.value, text);
  } else if (node.id.is_entity()) {
    SetEntityRef(node, out->mutable_entity());
  }
}

void SetBriefEdge(const graphstore::Statement& statement, v1::Edge* out) {
  out->set_statement_id(statement.id.value());
  SetSlot(statement.subject, statement.subject.text, out->mutable_subject());
  out->mutable_relation()->set_name(ToUtf8(statement.relation));
  out->mutable_relation()->set_display(out->relation().name());
  if (!statement.object.id.is_none()) {
    SetSlot(statement.object, statement.object.text, out->mutable_object());
  }
  out->set_negated(statement.negated);
  out->set_confidence(statement.confidence);
  out->set_fact_count(static_cast<uint32_t>(statement.mention_count));
}

v1::SearchEntitiesResponse::Match ToProto(const graphstore::EntityMatch& match,
                                          absl::string_view query) {
  v1::SearchEntitiesResponse::Match out;
  *out.mutable_entity() = ToProto(match.entity);
  out.set_kind(ToProto(match.kind));
  out.set_matched_name(ToUtf8(match.alias));
  out.set_score(Likeness(match, query));
  return out;
}

v1::Statistics ToProto(const graphstore::GraphStatistics& statistics) {
  v1::Statistics out;
  out.set_document_count(statistics.documents);
  out.set_sentence_count(statistics.sentences);
  out.set_entity_count(statistics.entities);
  out.set_relation_count(statistics.relations);
  out.set_statement_count(statistics.statements);
  out.set_fact_count(statistics.mentions);
  out.set_storage_bytes(statistics.stored_bytes);
  out.set_version(statistics.version);
  out.set_format_version(static_cast<uint32_t>(statistics.format_version));
  return out;
}

}  // namespace weft::service
