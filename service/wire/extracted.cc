#include "service/wire/extracted.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/wire/enums.h"
#include "service/wire/status.h"
#include "service/wire/utf8.h"
#include "service/wire/value.h"

namespace weft::service {
namespace {

using extractor::ExtractedDocument;
using extractor::kNoEntity;

void SetSpan(ByteSpan span, v1::Span* out) {
  out->set_begin(span.begin);
  out->set_end(span.end);
}

void SetEntity(const ExtractedDocument& document, int index,
               v1::EntityRef* out) {
  const extractor::Entity& entity = document.entities[index];
  out->set_name(ToUtf8(entity.name));
  out->set_type(ToProto(entity.type));
}

void SetMention(const extractor::Mention& mention, v1::Mention* out) {
  out->set_text(ToUtf8(mention.text));
  SetSpan(mention.span, out->mutable_span());
}

void SetObject(const ExtractedDocument& document, const extractor::Fact& fact,
               v1::Fact* out) {
  if (fact.object != kNoEntity) {
    SetEntity(document, fact.object, out->mutable_object()->mutable_entity());
  } else if (fact.object_value.has_value()) {
    *out->mutable_object()->mutable_value() = ToProto(*fact.object_value);
  } else {
    return;
  }
  SetMention(fact.object_mention, out->mutable_object()->mutable_mention());
}

void SetQualifier(const ExtractedDocument& document,
                  const extractor::Qualifier& qualifier, v1::Qualifier* out) {
  out->set_role(ToProto(qualifier.role));
  out->set_relation(ToUtf8(qualifier.relation));
  out->set_text(ToUtf8(qualifier.text));
  SetSpan(qualifier.span, out->mutable_span());
  if (qualifier.value.has_value()) {
    *out->mutable_value() = ToProto(*qualifier.value);
  }
  if (qualifier.entity != kNoEntity) {
    SetEntity(document, qualifier.entity, out->mutable_entity());
  }
}

void SetEvidence(const ExtractedDocument& document, uint32_t sentence,
                 v1::Evidence* out) {
  out->set_document_id(ToUtf8(document.id));
  out->set_document_title(ToUtf8(document.title));
  out->set_document_url(ToUtf8(document.url));
  out->set_published(ToUtf8(document.published));
  out->set_sentence_index(sentence);
  SetSpan(document.sentences[sentence].span, out->mutable_sentence_span());
  out->set_sentence(ToUtf8(document.sentences[sentence].text));
}

void SetFact(const ExtractedDocument& document, const extractor::Fact& fact,
             absl::string_view version, v1::Fact* out) {
  SetEntity(document, fact.subject, out->mutable_subject()->mutable_entity());
  SetMention(fact.subject_mention, out->mutable_subject()->mutable_mention());
  out->mutable_relation()->set_name(ToUtf8(fact.relation));
  out->mutable_relation()->set_display(ToUtf8(fact.relation_display));
  SetMention(fact.relation_mention, out->mutable_relation()->mutable_mention());
  SetObject(document, fact, out);
  out->set_negated(fact.negated);
  out->set_modality(ToProto(fact.modality));
  if (!fact.attribution.empty()) {
    out->mutable_attribution()->set_text(ToUtf8(fact.attribution));
  }
  if (fact.attribution_entity != kNoEntity) {
    SetEntity(document, fact.attribution_entity,
              out->mutable_attribution()->mutable_entity());
  }
  for (const extractor::Qualifier& qualifier : fact.qualifiers) {
    SetQualifier(document, qualifier, out->add_qualifiers());
  }
  out->set_valid_from(ToUtf8(fact.valid_from));
  out->set_valid_until(ToUtf8(fact.valid_until));
  out->set_confidence(fact.confidence);
  SetEvidence(document, fact.sentence, out->mutable_evidence());
  out->set_rule(ToUtf8(fact.rule));
  out->set_extractor_version(ToUtf8(version));
}

void SetTuple(const extractor::Tuple& tuple, v1::Tuple* out) {
  out->set_sentence_index(tuple.sentence);
  out->set_confidence(tuple.confidence);
  out->set_subject(ToUtf8(tuple.subject));
  out->set_relation(ToUtf8(tuple.relation));
  for (const std::string& argument : tuple.arguments) {
    out->add_arguments(ToUtf8(argument));
  }
  out->set_rule(ToUtf8(tuple.rule));
}

void SetEntityRecord(const extractor::Entity& entity,
                     v1::ExtractedEntity* out) {
  out->set_name(ToUtf8(entity.name));
  out->set_type(ToProto(entity.type));
  out->set_named(entity.named);
  for (const extractor::Entity::Alias& alias : entity.aliases) {
    v1::Alias* added = out->add_aliases();
    added->set_text(ToUtf8(alias.text));
    added->set_count(alias.count);
  }
}

}  // namespace

absl::Status CheckDocumentId(absl::string_view id, absl::string_view field) {
  if (id.empty()) {
    return InvalidFieldError(field,
                             "is empty; give each document an id of its own");
  }
  if (id.size() > kMaxDocumentIdBytes) {
    return InvalidFieldError(field,
                             absl::StrCat("has ", id.size(), " bytes; at most ",
                                          kMaxDocumentIdBytes, " are allowed"));
  }
  const bool control = std::any_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(c));
  });
  if (control) {
    return InvalidFieldError(
        field, "holds a control character (a line break, perhaps)");
  }
  return absl::OkStatus();
}

extractor::DocumentInput ToDocumentInput(v1::InputDocument&& document) {
  extractor::DocumentInput out;
  out.id = std::move(*document.mutable_id());
  out.title = std::move(*document.mutable_title());
  out.url = std::move(*document.mutable_url());
  out.published = std::move(*document.mutable_published());
  out.bytes = std::move(*document.mutable_content());
  out.format = FromProto(document.format());
  return out;
}

extractor::ExtractOptions ToExtractOptions(const v1::ExtractRequest& request) {
  extractor::ExtractOptions options;
  options.view = FromProto(request.view());
  options.lines = request.lines();
  options.pretokenized = request.pretokenized();
  options.explain = request.explain();
  return options;
}

v1::ExtractResponse ToProto(const ExtractedDocument& document,
                            absl::string_view extractor_version) {
  v1::ExtractResponse out;
  for (const extractor::Fact& fact : document.facts) {
    SetFact(document, fact, extractor_version, out.add_facts());
  }
  for (const extractor::Tuple& tuple : document.tuples) {
    SetTuple(tuple, out.add_tuples());
  }
  for (const extractor::ExtractedSentence& sentence : document.sentences) {
    v1::Sentence* added = out.add_sentences();
    SetSpan(sentence.span, added->mutable_span());
    added->set_text(ToUtf8(sentence.text));
  }
  for (const extractor::Entity& entity : document.entities) {
    SetEntityRecord(entity, out.add_entities());
  }
  for (const extractor::DroppedRegion& region : document.dropped) {
    v1::DroppedRegion* added = out.add_dropped();
    SetSpan(region.original, added->mutable_span());
    added->set_reason(std::string(extractor::DropReasonName(region.reason)));
  }
  for (const std::string& explanation : document.explanations) {
    out.add_explanations(ToUtf8(explanation));
  }
  out.set_extractor_version(ToUtf8(extractor_version));
  out.set_title(ToUtf8(document.title));
  out.set_published(ToUtf8(document.published));
  return out;
}

}  // namespace weft::service
