#include "service/wire/extraction_reply.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "base/status.h"
#include "service/wire/reply_parts.h"

namespace weft::service {
namespace {

using extractor::ExtractedDocument;

// Reads one answer, part after part, into `out_`.
class ReplyReader {
 public:
  ReplyReader(const v1::ExtractResponse& response,
              const extractor::DocumentInput& input)
      : response_(response), input_(input) {}

  absl::StatusOr<ExtractedDocument> Read() {
    WEFT_RETURN_IF_ERROR(ReadHead());
    WEFT_RETURN_IF_ERROR(ReadSentences());
    WEFT_RETURN_IF_ERROR(ReadEntities());
    for (int i = 0; i < response_.facts_size(); ++i) {
      WEFT_ASSIGN_OR_RETURN(
          extractor::Fact fact,
          ReadFact(response_.facts(i), absl::StrCat("facts[", i, "]")));
      out_.facts.push_back(std::move(fact));
    }
    WEFT_RETURN_IF_ERROR(ReadTuples());
    WEFT_RETURN_IF_ERROR(ReadDropped());
    out_.explanations.assign(response_.explanations().begin(),
                             response_.explanations().end());
    return std::move(out_);
  }

 private:
  absl::Status ReadHead();
  absl::Status ReadSentences();
  absl::Status ReadEntities();
  absl::Status ReadTuples();
  absl::Status ReadDropped();
  absl::StatusOr<extractor::Fact> ReadFact(const v1::Fact& fact,
                                           const std::string& field);
  absl::Status ReadObject(const v1::Fact& fact, const std::string& field,
                          extractor::Fact* out);
  absl::Status ReadAttribution(const v1::Fact& fact, const std::string& field,
                               extractor::Fact* out);
  absl::StatusOr<extractor::Qualifier> ReadQualifier(
      const v1::Qualifier& qualifier, const std::string& field);
  absl::StatusOr<extractor::Mention> ReadMention(const v1::Mention& mention,
                                                 const std::string& field);
  absl::StatusOr<ByteSpan> ReadSpan(const v1::Span& span,
                                    const std::string& field);
  absl::StatusOr<uint32_t> ReadSentence(uint32_t index,
                                        const std::string& field);
  // Its index in `out_.entities`.
  absl::StatusOr<int> ReadEntity(const v1::EntityRef& entity,
                                 const std::string& field);

  const v1::ExtractResponse& response_;
  const extractor::DocumentInput& input_;
  ExtractedDocument out_;
  std::map<std::pair<std::string, extractor::EntityType>, int> entities_;
};

absl::Status ReplyReader::ReadHead() {
  out_.id = input_.id;
  out_.url = input_.url;
  out_.title = response_.title().empty() ? input_.title : response_.title();
  out_.published =
      response_.published().empty() ? input_.published : response_.published();
  absl::CivilDay day;
  if (!out_.published.empty() &&
      !absl::ParseCivilTime(out_.published.substr(0, 10), &day)) {
    return Wrong("published", "is no date such as 2025-01-20");
  }
  return absl::OkStatus();
}

absl::Status ReplyReader::ReadSentences() {
  uint32_t end = 0;
  for (int i = 0; i < response_.sentences_size(); ++i) {
    const v1::Sentence& sentence = response_.sentences(i);
    const std::string field = absl::StrCat("sentences[", i, "].span");
    WEFT_ASSIGN_OR_RETURN(const ByteSpan span,
                          ReadSpan(sentence.span(), field));
    if (span.begin < end) {
      return Wrong(field, "begins before the sentence before it has ended");
    }
    end = span.end;
    out_.sentences.push_back({span, sentence.text()});
  }
  return absl::OkStatus();
}

absl::Status ReplyReader::ReadEntities() {
  for (int i = 0; i < response_.entities_size(); ++i) {
    const v1::ExtractedEntity& entity = response_.entities(i);
    v1::EntityRef reference;
    reference.set_name(entity.name());
    reference.set_type(entity.type());
    WEFT_ASSIGN_OR_RETURN(
        const int index,
        ReadEntity(reference, absl::StrCat("entities[", i, "]")));
    extractor::Entity& out = out_.entities[index];
    out.named = entity.named();
    if (entity.aliases().empty()) continue;
    out.aliases.clear();
    for (const v1::Alias& alias : entity.aliases()) {
      out.aliases.push_back({alias.text(), alias.count()});
    }
  }
  return absl::OkStatus();
}

absl::Status ReplyReader::ReadTuples() {
  for (int i = 0; i < response_.tuples_size(); ++i) {
    const v1::Tuple& tuple = response_.tuples(i);
    const std::string field = absl::StrCat("tuples[", i, "]");
    extractor::Tuple out;
    WEFT_ASSIGN_OR_RETURN(out.sentence,
                          ReadSentence(tuple.sentence_index(), field));
    WEFT_ASSIGN_OR_RETURN(
        out.confidence,
        ConfidenceOf(tuple.confidence(), absl::StrCat(field, ".confidence")));
    out.subject = tuple.subject();
    out.relation = tuple.relation();
    out.arguments.assign(tuple.arguments().begin(), tuple.arguments().end());
    out.rule = tuple.rule();
    out_.tuples.push_back(std::move(out));
  }
  return absl::OkStatus();
}

absl::Status ReplyReader::ReadDropped() {
  for (int i = 0; i < response_.dropped_size(); ++i) {
    const v1::DroppedRegion& dropped = response_.dropped(i);
    const std::string field = absl::StrCat("dropped[", i, "]");
    extractor::DroppedRegion out;
    WEFT_ASSIGN_OR_RETURN(out.original, ReadSpan(dropped.span(), field));
    WEFT_ASSIGN_OR_RETURN(
        out.reason, ReasonOf(dropped.reason(), absl::StrCat(field, ".reason")));
    out_.dropped.push_back(out);
  }
  return absl::OkStatus();
}

absl::StatusOr<extractor::Fact> ReplyReader::ReadFact(
    const v1::Fact& fact, const std::string& field) {
  extractor::Fact out;
  WEFT_ASSIGN_OR_RETURN(out.sentence,
                        ReadSentence(fact.evidence().sentence_index(), field));
  WEFT_ASSIGN_OR_RETURN(out.subject,
                        ReadEntity(fact.subject().entity(),
                                   absl::StrCat(field, ".subject.entity")));
  WEFT_ASSIGN_OR_RETURN(
      out.subject_mention,
      ReadMention(fact.subject().mention(), absl::StrCat(field, ".subject")));
  if (fact.relation().name().empty()) {
    return Wrong(absl::StrCat(field, ".relation.name"), "is empty");
  }
  out.relation = fact.relation().name();
  out.relation_display = fact.relation().display().empty()
                             ? fact.relation().name()
                             : fact.relation().display();
  WEFT_ASSIGN_OR_RETURN(
      out.relation_mention,
      ReadMention(fact.relation().mention(), absl::StrCat(field, ".relation")));
  WEFT_RETURN_IF_ERROR(ReadObject(fact, field, &out));
  out.negated = fact.negated();
  WEFT_ASSIGN_OR_RETURN(
      out.modality,
      EnumOf(fact.modality(), extractor::Modality::kQuestion,
             extractor::Modality::kAsserted, absl::StrCat(field, ".modality")));
  WEFT_RETURN_IF_ERROR(ReadAttribution(fact, field, &out));
  for (int i = 0; i < fact.qualifiers_size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(
        extractor::Qualifier qualifier,
        ReadQualifier(fact.qualifiers(i),
                      absl::StrCat(field, ".qualifiers[", i, "]")));
    out.qualifiers.push_back(std::move(qualifier));
  }
  WEFT_RETURN_IF_ERROR(
      CheckIso(fact.valid_from(), absl::StrCat(field, ".valid_from")));
  WEFT_RETURN_IF_ERROR(
      CheckIso(fact.valid_until(), absl::StrCat(field, ".valid_until")));
  out.valid_from = fact.valid_from();
  out.valid_until = fact.valid_until();
  WEFT_ASSIGN_OR_RETURN(
      out.confidence,
      ConfidenceOf(fact.confidence(), absl::StrCat(field, ".confidence")));
  out.rule = fact.rule();
  return out;
}

absl::Status ReplyReader::ReadObject(const v1::Fact& fact,
                                     const std::string& field,
                                     extractor::Fact* out) {
  const v1::Slot& object = fact.object();
  if (object.has_entity()) {
    WEFT_ASSIGN_OR_RETURN(
        out->object,
        ReadEntity(object.entity(), absl::StrCat(field, ".object.entity")));
  } else if (object.has_value()) {
    WEFT_ASSIGN_OR_RETURN(
        out->object_value,
        ValueOf(object.value(), absl::StrCat(field, ".object.value")));
  }
  WEFT_ASSIGN_OR_RETURN(
      out->object_mention,
      ReadMention(object.mention(), absl::StrCat(field, ".object")));
  return absl::OkStatus();
}

absl::Status ReplyReader::ReadAttribution(const v1::Fact& fact,
                                          const std::string& field,
                                          extractor::Fact* out) {
  out->attribution = fact.attribution().text();
  if (!fact.attribution().has_entity()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(out->attribution_entity,
                        ReadEntity(fact.attribution().entity(),
                                   absl::StrCat(field, ".attribution.entity")));
  return absl::OkStatus();
}

absl::StatusOr<extractor::Qualifier> ReplyReader::ReadQualifier(
    const v1::Qualifier& qualifier, const std::string& field) {
  extractor::Qualifier out;
  WEFT_ASSIGN_OR_RETURN(
      out.role,
      EnumOf(qualifier.role(), extractor::QualifierRole::kOther,
             extractor::QualifierRole::kOther, absl::StrCat(field, ".role")));
  out.relation = qualifier.relation();
  out.text = qualifier.text();
  WEFT_ASSIGN_OR_RETURN(out.span, ReadSpan(qualifier.span(), field));
  if (qualifier.has_value()) {
    WEFT_ASSIGN_OR_RETURN(
        out.value, ValueOf(qualifier.value(), absl::StrCat(field, ".value")));
  }
  if (qualifier.has_entity()) {
    WEFT_ASSIGN_OR_RETURN(
        out.entity,
        ReadEntity(qualifier.entity(), absl::StrCat(field, ".entity")));
  }
  return out;
}

absl::StatusOr<extractor::Mention> ReplyReader::ReadMention(
    const v1::Mention& mention, const std::string& field) {
  WEFT_ASSIGN_OR_RETURN(
      const ByteSpan span,
      ReadSpan(mention.span(), absl::StrCat(field, ".mention.span")));
  return extractor::Mention{mention.text(), span};
}

absl::StatusOr<ByteSpan> ReplyReader::ReadSpan(const v1::Span& span,
                                               const std::string& field) {
  return SpanOf(span, input_.bytes.size(), field);
}

absl::StatusOr<uint32_t> ReplyReader::ReadSentence(uint32_t index,
                                                   const std::string& field) {
  if (index < out_.sentences.size()) return index;
  return Wrong(field, absl::StrCat("is in sentence ", index, " of ",
                                   out_.sentences.size()));
}

absl::StatusOr<int> ReplyReader::ReadEntity(const v1::EntityRef& entity,
                                            const std::string& field) {
  if (entity.name().empty()) return Wrong(field, "has no name");
  WEFT_ASSIGN_OR_RETURN(const extractor::EntityType type,
                        TypeOf(entity.type(), absl::StrCat(field, ".type")));
  const int next = static_cast<int>(out_.entities.size());
  const auto [known, added] =
      entities_.try_emplace(std::make_pair(entity.name(), type), next);
  if (added) {
    extractor::Entity out;
    out.name = entity.name();
    out.type = type;
    out.named = true;
    out.aliases = {{entity.name(), 1}};
    out_.entities.push_back(std::move(out));
  }
  return known->second;
}

}  // namespace

absl::StatusOr<ExtractedDocument> FromExtractResponse(
    const v1::ExtractResponse& response,
    const extractor::DocumentInput& input) {
  return ReplyReader(response, input).Read();
}

}  // namespace weft::service
