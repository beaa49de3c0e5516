#include "graphstore/store/fact_builder.h"

#include <limits>
#include <utility>

#include "base/status.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/known_mentions.h"

namespace weft::graphstore {

absl::StatusOr<std::optional<DayInterval>> FactBuilder::Days(
    const Mention& mention) {
  const auto from = ParseDays(mention.valid_from);
  const auto until = ParseDays(mention.valid_until);
  if (from || until) {
    return DayInterval{
        from ? from->first : std::numeric_limits<int64_t>::min(),
        until ? until->last : std::numeric_limits<int64_t>::max()};
  }
  WEFT_ASSIGN_OR_RETURN(const Document* document,
                        documents_.Get(mention.document));
  return ParseDays(document->published);
}

absl::Status FactBuilder::Complete(DecodedMention* decoded, Fact* fact) {
  const DocumentId number = decoded->mention.document;
  for (MentionSlot* slot : decoded->unread) {
    WEFT_ASSIGN_OR_RETURN(slot->text, documents_.TextAt(number, slot->span));
  }
  WEFT_ASSIGN_OR_RETURN(
      Sentence sentence,
      documents_.SentenceAt(number, decoded->mention.sentence));
  WEFT_ASSIGN_OR_RETURN(const Document* document, documents_.Get(number));
  fact->mention = decoded->mention;
  fact->document = document->id;
  fact->published = document->published;
  fact->sentence_span = sentence.span;
  fact->sentence = std::move(sentence.text);
  fact->attribution = decoded->mention.attribution.text;
  return absl::OkStatus();
}

absl::Status FactBuilder::ResolveAttributions(std::vector<Fact>* facts) {
  std::vector<NodeId> entities;
  for (const Fact& fact : *facts) {
    const NodeId entity = fact.mention.attribution.entity;
    if (!entity.is_none()) entities.push_back(entity);
  }
  if (entities.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(const auto nodes, view_.Nodes(entities));
  size_t next = 0;
  for (Fact& fact : *facts) {
    if (!fact.mention.attribution.entity.is_none()) {
      fact.attribution = nodes[next++].text;
    }
  }
  return absl::OkStatus();
}

absl::Status FactBuilder::SetEnds(std::vector<Fact>* facts) {
  const auto key_of = [](const Fact& fact) -> EdgeKey {
    const Statement& statement = fact.statement;
    return {statement.subject.id, statement.relation_id, statement.object.id,
            statement.negated};
  };
  std::vector<EdgeKey> keys;
  for (const Fact& fact : *facts) keys.push_back(key_of(fact));
  WEFT_RETURN_IF_ERROR(successions_.Load(keys));
  for (Fact& fact : *facts) {
    const Mention& mention = fact.mention;
    const auto end = successions_.EndOf(key_of(fact), mention.statement,
                                        mention.document, mention.ordinal);
    if (!end) continue;
    WEFT_ASSIGN_OR_RETURN(const Document* document,
                          documents_.Get(end->by_document));
    fact.end = FactEnd{FormatDay(end->until), end->by, document->id};
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Fact>> FactBuilder::Build(
    absl::Span<const std::unique_ptr<DecodedMention>> mentions) {
  std::vector<StatementId> ids;
  ids.reserve(mentions.size());
  for (const auto& decoded : mentions) {
    ids.push_back(decoded->mention.statement);
  }
  WEFT_ASSIGN_OR_RETURN(auto statements, view_.Resolve(ids));
  if (known_.documents_until) {
    WEFT_RETURN_IF_ERROR(
        SetKnown(view_, *known_.documents_until, absl::MakeSpan(statements)));
  }
  std::vector<Fact> facts(mentions.size());
  for (size_t i = 0; i < mentions.size(); ++i) {
    facts[i].statement = std::move(statements[i]);
    WEFT_RETURN_IF_ERROR(Complete(mentions[i].get(), &facts[i]));
  }
  WEFT_RETURN_IF_ERROR(ResolveAttributions(&facts));
  WEFT_RETURN_IF_ERROR(SetEnds(&facts));
  return facts;
}

}  // namespace weft::graphstore
