#include "graphstore/store/validate.h"

#include <cstddef>
#include <limits>
#include <variant>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {
namespace {

constexpr size_t kMaxIdBytes = 512;
constexpr size_t kMaxNameBytes = 4096;
constexpr size_t kMaxFieldBytes = 64 << 10;
// All texts of one fact together: its record must fit a value of 1 MiB.
constexpr size_t kMaxFactBytes = 512 << 10;

absl::Status Invalid(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

absl::Status CheckLength(absl::string_view what, const std::string& text,
                         size_t limit) {
  if (text.size() <= limit) return absl::OkStatus();
  return Invalid(absl::StrCat("the ", what, " has ", text.size(),
                              " bytes, more than ", limit));
}

absl::Status CheckSpan(absl::string_view what, ByteSpan span, size_t size) {
  if (span.begin <= span.end && span.end <= size) return absl::OkStatus();
  return Invalid(absl::StrCat("the span ", span.begin, "..", span.end, " of ",
                              what, " lies outside the text of ", size,
                              " bytes"));
}

absl::Status CheckEntity(const LocalEntity& entity) {
  if (entity.name.empty()) return Invalid("it has no name");
  WEFT_RETURN_IF_ERROR(CheckLength("name", entity.name, kMaxNameBytes));
  WEFT_RETURN_IF_ERROR(CheckLength("type", entity.type, kMaxIdBytes));
  for (const Alias& alias : entity.aliases) {
    WEFT_RETURN_IF_ERROR(CheckLength("alias", alias.text, kMaxNameBytes));
  }
  return absl::OkStatus();
}

absl::Status CheckIndex(absl::string_view what, LocalEntityIndex index,
                        size_t size) {
  if (index.value < size) return absl::OkStatus();
  return Invalid(absl::StrCat("its ", what, " is entity ", index.value,
                              ", but there are ", size));
}

absl::Status CheckObject(const LocalObject& object, size_t entities) {
  if (const auto* index = std::get_if<LocalEntityIndex>(&object)) {
    return CheckIndex("object", *index, entities);
  }
  if (const auto* value = std::get_if<Value>(&object)) {
    WEFT_RETURN_IF_ERROR(ValidateValue(*value));
    return CheckLength("object", value->text, kMaxFieldBytes);
  }
  return absl::OkStatus();
}

absl::Status CheckSize(const LocalFact& fact) {
  size_t size = fact.subject_mention.text.size() +
                fact.relation_mention.text.size() +
                fact.object_mention.text.size() + fact.modality.size() +
                fact.attribution.text.size() + fact.valid_from.size() +
                fact.valid_until.size() + fact.rule.size();
  for (const Qualifier& qualifier : fact.qualifiers) {
    // And some bytes for the numbers of each.
    size += qualifier.role.size() + qualifier.relation.size() +
            qualifier.mention.text.size() + qualifier.value.size() +
            qualifier.unit.size() + 32;
  }
  if (size <= kMaxFactBytes) return absl::OkStatus();
  return Invalid(absl::StrCat("its texts have ", size, " bytes, more than ",
                              kMaxFactBytes));
}

absl::Status CheckFact(const LocalFact& fact, const DocumentFacts& document) {
  const size_t entities = document.entities.size();
  const size_t size = document.text.size();
  WEFT_RETURN_IF_ERROR(CheckIndex("subject", fact.subject, entities));
  WEFT_RETURN_IF_ERROR(CheckObject(fact.object, entities));
  if (fact.attribution.entity) {
    WEFT_RETURN_IF_ERROR(
        CheckIndex("attribution", *fact.attribution.entity, entities));
  }
  if (fact.relation.empty()) return Invalid("it has no relation");
  WEFT_RETURN_IF_ERROR(
      CheckLength("relation", fact.relation, kMaxRelationBytes));
  if (!(fact.confidence >= 0 && fact.confidence <= 1)) {
    return Invalid(absl::StrCat("its confidence ", fact.confidence,
                                " is not between 0 and 1"));
  }
  if (fact.sentence > 0 && fact.sentence >= document.sentences.size()) {
    return Invalid(absl::StrCat("it stands in sentence ", fact.sentence,
                                ", but there are ", document.sentences.size()));
  }
  WEFT_RETURN_IF_ERROR(
      CheckSpan("the subject", fact.subject_mention.span, size));
  WEFT_RETURN_IF_ERROR(
      CheckSpan("the relation", fact.relation_mention.span, size));
  WEFT_RETURN_IF_ERROR(CheckSpan("the object", fact.object_mention.span, size));
  for (const Qualifier& qualifier : fact.qualifiers) {
    WEFT_RETURN_IF_ERROR(
        CheckSpan("a qualifier", qualifier.mention.span, size));
  }
  return CheckSize(fact);
}

absl::Status CheckHeader(const DocumentFacts& document) {
  if (document.id.empty()) return Invalid("it has no id");
  WEFT_RETURN_IF_ERROR(CheckLength("id", document.id, kMaxIdBytes));
  WEFT_RETURN_IF_ERROR(CheckLength("title", document.title, kMaxFieldBytes));
  WEFT_RETURN_IF_ERROR(
      CheckLength("date of publication", document.published, kMaxIdBytes));
  WEFT_RETURN_IF_ERROR(CheckLength("url", document.url, kMaxFieldBytes));
  WEFT_RETURN_IF_ERROR(CheckLength("extractor version",
                                   document.extractor_version, kMaxIdBytes));
  return CheckLength("text", document.text,
                     std::numeric_limits<uint32_t>::max());
}

absl::Status CheckParts(const DocumentFacts& document) {
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    WEFT_RETURN_IF_ERROR(CheckSpan(absl::StrCat("sentence ", i),
                                   document.sentences[i].span,
                                   document.text.size()));
  }
  for (size_t i = 0; i < document.entities.size(); ++i) {
    WEFT_RETURN_IF_ERROR(Annotate(CheckEntity(document.entities[i]),
                                  absl::StrCat("entity ", i)));
  }
  for (size_t i = 0; i < document.facts.size(); ++i) {
    WEFT_RETURN_IF_ERROR(Annotate(CheckFact(document.facts[i], document),
                                  absl::StrCat("fact ", i)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateDocumentFacts(const DocumentFacts& document) {
  absl::Status status = CheckHeader(document);
  if (status.ok()) status = CheckParts(document);
  return Annotate(status,
                  absl::StrCat("document \"", document.id.substr(0, 100),
                               "\" cannot be written"));
}

}  // namespace weft::graphstore
