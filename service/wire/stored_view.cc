#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/span.h"
#include "base/status.h"
#include "service/wire/enums.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"
#include "service/wire/value.h"

namespace weft::service {
namespace {

void SetSpan(ByteSpan span, v1::Span* out) {
  out->set_begin(span.begin);
  out->set_end(span.end);
}

// The store keeps the display form of a relation; its words stand in the
// sentence. "" when the sentence was cleaned so that offsets do not fit it.
absl::string_view WordsAt(const graphstore::Fact& fact, ByteSpan span) {
  const ByteSpan sentence = fact.sentence_span;
  if (span.empty() || !sentence.Contains(span) ||
      sentence.size() != fact.sentence.size()) {
    return "";
  }
  return absl::string_view(fact.sentence)
      .substr(span.begin - sentence.begin, span.size());
}

void SetMention(const graphstore::MentionSlot& slot, v1::Mention* out) {
  out->set_text(ToUtf8(slot.text));
  SetSpan(slot.span, out->mutable_span());
}

void SetRelation(const graphstore::Fact& fact, v1::Relation* out) {
  const graphstore::MentionSlot& slot = fact.mention.relation;
  out->set_name(ToUtf8(fact.statement.relation));
  out->set_display(
      ToUtf8(slot.text.empty() ? fact.statement.relation : slot.text));
  out->mutable_mention()->set_text(ToUtf8(WordsAt(fact, slot.span)));
  SetSpan(slot.span, out->mutable_mention()->mutable_span());
}

void SetQualifier(const graphstore::Qualifier& qualifier, v1::Qualifier* out) {
  out->set_role(RoleFromStored(qualifier.role));
  out->set_relation(ToUtf8(qualifier.relation));
  out->set_text(ToUtf8(qualifier.mention.text));
  SetSpan(qualifier.mention.span, out->mutable_span());
  if (qualifier.unit == kEntityUnit) {
    out->mutable_entity()->set_name(ToUtf8(qualifier.value));
  } else if (auto value = QualifierValueFromStored(qualifier)) {
    *out->mutable_value() = *std::move(value);
  }
}

void SetQualifiers(const graphstore::Fact& fact, v1::Fact* out) {
  for (const graphstore::Qualifier& qualifier : fact.mention.qualifiers) {
    if (out->object().has_value() &&
        ApplyValueQualifier(qualifier,
                            out->mutable_object()->mutable_value())) {
      continue;
    }
    SetQualifier(qualifier, out->add_qualifiers());
  }
}

void SetEnd(const graphstore::FactEnd& end, v1::FactEnd* out) {
  out->set_until(end.until);
  out->set_statement_id(end.by.value());
  out->set_document_id(ToUtf8(end.by_document));
}

void SetEvidence(const graphstore::Fact& fact,
                 const graphstore::Document& document, v1::Evidence* out) {
  out->set_document_id(ToUtf8(fact.document));
  out->set_document_title(ToUtf8(document.title));
  out->set_document_url(ToUtf8(document.url));
  out->set_published(ToUtf8(fact.published));
  out->set_sentence_index(fact.mention.sentence);
  SetSpan(fact.sentence_span, out->mutable_sentence_span());
  out->set_sentence(ToUtf8(fact.sentence));
}

}  // namespace

absl::StatusOr<v1::Fact> StoredView::Fact(const graphstore::Fact& fact) {
  uint32_t document_count = 1;
  if (fact.statement.mention_count > 1) {
    WEFT_ASSIGN_OR_RETURN(const Support* support, FindSupport(fact.statement));
    document_count = support->document_count;
  }
  v1::Fact out;
  WEFT_RETURN_IF_ERROR(SetFact(fact, document_count, &out));
  return out;
}

absl::StatusOr<v1::Edge> StoredView::Edge(
    const graphstore::Statement& statement) {
  v1::Edge out;
  WEFT_RETURN_IF_ERROR(SetEdge(statement, &out));
  return out;
}

absl::Status StoredView::SetEdge(const graphstore::Statement& statement,
                                 v1::Edge* out) {
  WEFT_ASSIGN_OR_RETURN(const Support* support, FindSupport(statement));
  v1::Fact& best = *out->mutable_best_fact();
  WEFT_RETURN_IF_ERROR(SetFact(support->best, support->document_count, &best));
  out->set_statement_id(statement.id.value());
  *out->mutable_subject() = best.subject();
  *out->mutable_relation() = best.relation();
  if (best.has_object()) *out->mutable_object() = best.object();
  out->set_negated(statement.negated);
  const graphstore::Statement& counted =
      known_.everything() ? statement : support->best.statement;
  out->set_confidence(counted.confidence);
  out->set_fact_count(static_cast<uint32_t>(counted.mention_count));
  out->set_document_count(support->document_count);
  return absl::OkStatus();
}

absl::StatusOr<const graphstore::Document*> StoredView::FindDocument(
    const std::string& id) {
  std::unique_ptr<graphstore::Document>& entry = documents_[id];
  if (entry == nullptr) {
    WEFT_ASSIGN_OR_RETURN(graphstore::Document document,
                          reader_.GetDocument(id));
    entry = std::make_unique<graphstore::Document>(std::move(document));
  }
  return entry.get();
}

absl::StatusOr<const StoredView::Support*> StoredView::FindSupport(
    const graphstore::Statement& statement) {
  const auto known = supports_.find(statement.id);
  if (known != supports_.end()) return known->second.get();
  WEFT_RETURN_IF_ERROR(Prepare({&statement.id, 1}));
  return supports_[statement.id].get();
}

absl::Status StoredView::Prepare(
    absl::Span<const graphstore::StatementId> statements) {
  std::vector<graphstore::StatementId> ids;
  for (const graphstore::StatementId id : statements) {
    if (!supports_.contains(id)) ids.push_back(id);
  }
  WEFT_ASSIGN_OR_RETURN(auto evidence,
                        reader_.EvidenceOf(ids, kEvidenceLimit, known_));
  for (size_t i = 0; i < ids.size(); ++i) {
    WEFT_RETURN_IF_ERROR(AddSupport(ids[i], std::move(evidence[i])));
  }
  return absl::OkStatus();
}

absl::Status StoredView::AddSupport(graphstore::StatementId id,
                                    std::vector<graphstore::Fact> facts) {
  if (facts.empty()) {
    return absl::DataLossError(absl::StrFormat(
        "statement %d has no evidence; check the database", id.value()));
  }
  std::set<absl::string_view> documents;
  for (const graphstore::Fact& fact : facts) documents.insert(fact.document);
  const auto best = std::max_element(
      facts.begin(), facts.end(),
      [](const graphstore::Fact& a, const graphstore::Fact& b) {
        return a.mention.confidence < b.mention.confidence;
      });
  auto support = std::make_unique<Support>();
  support->document_count = static_cast<uint32_t>(documents.size());
  support->best = std::move(*best);
  supports_[id] = std::move(support);
  return absl::OkStatus();
}

absl::Status StoredView::SetAttribution(const graphstore::Fact& fact,
                                        v1::Fact* out) {
  if (!fact.attribution.empty()) {
    out->mutable_attribution()->set_text(ToUtf8(fact.attribution));
  }
  const graphstore::NodeId entity = fact.mention.attribution.entity;
  if (!entity.is_entity()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::Node> nodes,
                        reader_.GetNodes({&entity, 1}));
  *out->mutable_attribution()->mutable_entity() = ToEntityRef(nodes.front());
  return absl::OkStatus();
}

absl::Status StoredView::SetFact(const graphstore::Fact& fact,
                                 uint32_t document_count, v1::Fact* out) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::Document* document,
                        FindDocument(fact.document));
  const graphstore::Statement& statement = fact.statement;
  const graphstore::Mention& mention = fact.mention;
  out->set_statement_id(statement.id.value());
  SetSlot(statement.subject, mention.subject.text, out->mutable_subject());
  SetMention(mention.subject, out->mutable_subject()->mutable_mention());
  SetRelation(fact, out->mutable_relation());
  if (!statement.object.id.is_none()) {
    SetSlot(statement.object, mention.object.text, out->mutable_object());
    SetMention(mention.object, out->mutable_object()->mutable_mention());
  }
  out->set_negated(statement.negated);
  out->set_modality(ModalityFromStored(mention.modality));
  WEFT_RETURN_IF_ERROR(SetAttribution(fact, out));
  SetQualifiers(fact, out);
  out->set_valid_from(ToUtf8(mention.valid_from));
  out->set_valid_until(ToUtf8(mention.valid_until));
  out->set_confidence(mention.confidence);
  SetEvidence(fact, *document, out->mutable_evidence());
  out->set_rule(ToUtf8(mention.rule));
  out->set_extractor_version(ToUtf8(document->extractor_version));
  out->set_document_count(document_count);
  if (fact.end) SetEnd(*fact.end, out->mutable_end());
  return absl::OkStatus();
}

}  // namespace weft::service
