#include "service/wire/extraction_reply.h"

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "base/status.h"
#include "service/wire/enums.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using extractor::DropReason;
using extractor::ExtractedDocument;

// A date or a duration in ISO 8601 is no longer than an interval of two times.
constexpr size_t kLongestIso = 64;

absl::Status Wrong(const std::string& field, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(field, ": ", what));
}

// The value of the program for one of the protocol, where the protocol counts
// from 1: 0 stands for `standard`.
template <typename Domain, typename Proto>
absl::StatusOr<Domain> EnumOf(Proto value, Domain last, Domain standard,
                              const std::string& field) {
  const int number = static_cast<int>(value);
  if (number == 0) return standard;
  if (number < 0 || number > static_cast<int>(last) + 1) {
    return Wrong(field, absl::StrCat(number, " has no meaning"));
  }
  return static_cast<Domain>(number - 1);
}

absl::StatusOr<extractor::EntityType> TypeOf(v1::EntityType type,
                                             const std::string& field) {
  if (!v1::EntityType_IsValid(type)) {
    return Wrong(field,
                 absl::StrCat(static_cast<int>(type), " has no meaning"));
  }
  return static_cast<extractor::EntityType>(type);
}

absl::StatusOr<float> ConfidenceOf(double confidence,
                                   const std::string& field) {
  // Also false for what is no number.
  if (confidence >= 0 && confidence <= 1) return static_cast<float>(confidence);
  return Wrong(field, absl::StrCat(confidence, " is not between 0 and 1"));
}

absl::Status CheckIso(const std::string& iso, const std::string& field) {
  if (iso.size() <= kLongestIso) return absl::OkStatus();
  return Wrong(field, "is no date or duration of ISO 8601");
}

absl::StatusOr<DropReason> ReasonOf(const std::string& name,
                                    const std::string& field) {
  for (int i = 0; i <= static_cast<int>(DropReason::kDuplicate); ++i) {
    const auto reason = static_cast<DropReason>(i);
    if (extractor::DropReasonName(reason) == name) return reason;
  }
  return Wrong(field, absl::StrCat("\"", name, "\" is no reason"));
}

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
  absl::StatusOr<extractor::Value> ReadValue(const v1::Value& value,
                                             const std::string& field);
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
        ReadValue(object.value(), absl::StrCat(field, ".object.value")));
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
        out.value, ReadValue(qualifier.value(), absl::StrCat(field, ".value")));
  }
  if (qualifier.has_entity()) {
    WEFT_ASSIGN_OR_RETURN(
        out.entity,
        ReadEntity(qualifier.entity(), absl::StrCat(field, ".entity")));
  }
  return out;
}

absl::StatusOr<extractor::Value> ReplyReader::ReadValue(
    const v1::Value& value, const std::string& field) {
  extractor::Value out;
  WEFT_ASSIGN_OR_RETURN(
      out.kind,
      EnumOf(value.kind(), extractor::ValueKind::kDuration,
             extractor::ValueKind::kNumber, absl::StrCat(field, ".kind")));
  WEFT_ASSIGN_OR_RETURN(
      out.comparator, EnumOf(value.comparator(), extractor::Comparator::kNearly,
                             extractor::Comparator::kExactly,
                             absl::StrCat(field, ".comparator")));
  if (!std::isfinite(value.number()) || !std::isfinite(value.upper())) {
    return Wrong(absl::StrCat(field, ".number"), "is no finite number");
  }
  WEFT_RETURN_IF_ERROR(CheckIso(value.iso(), absl::StrCat(field, ".iso")));
  out.text = value.text();
  out.number = value.number();
  if (value.has_upper()) out.upper = value.upper();
  out.unit = value.unit();
  out.iso = value.iso();
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
  if (span.begin() > span.end()) {
    return Wrong(field, absl::StrCat("ends at byte ", span.end(),
                                     ", before it begins at ", span.begin()));
  }
  if (span.end() > input_.bytes.size()) {
    return Wrong(field, absl::StrCat("ends at byte ", span.end(),
                                     " of a text of ", input_.bytes.size()));
  }
  return ByteSpan{span.begin(), span.end()};
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

v1::ExtractRequest ToExtractRequest(const extractor::DocumentInput& input,
                                    const extractor::ExtractOptions& options) {
  v1::ExtractRequest request;
  v1::InputDocument& document = *request.mutable_document();
  document.set_id(ToUtf8(input.id));
  document.set_title(ToUtf8(input.title));
  document.set_url(ToUtf8(input.url));
  document.set_published(ToUtf8(input.published));
  document.set_content(input.bytes);
  // Both count from 1 in the protocol.
  document.set_format(
      static_cast<v1::TextFormat>(static_cast<int>(input.format) + 1));
  request.set_view(static_cast<v1::View>(static_cast<int>(options.view) + 1));
  request.set_lines(options.lines);
  request.set_pretokenized(options.pretokenized);
  request.set_explain(options.explain);
  return request;
}

absl::StatusOr<ExtractedDocument> FromExtractResponse(
    const v1::ExtractResponse& response,
    const extractor::DocumentInput& input) {
  return ReplyReader(response, input).Read();
}

}  // namespace weft::service
