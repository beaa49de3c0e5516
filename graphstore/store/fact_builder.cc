#include "graphstore/store/fact_builder.h"

#include <limits>
#include <utility>

#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

absl::StatusOr<std::unique_ptr<DecodedMention>> FactBuilder::Decode(
    absl::string_view key, absl::string_view value) const {
  auto decoded = std::make_unique<DecodedMention>();
  StatementId statement;
  DocumentId document;
  uint32_t ordinal;
  if (!ParseMentionKey(key, &statement, &document, &ordinal) ||
      !DecodeMention(value, decoded.get())) {
    return BadRecord(key);
  }
  decoded->mention.statement = statement;
  decoded->mention.document = document;
  decoded->mention.ordinal = ordinal;
  return decoded;
}

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

absl::StatusOr<std::vector<Fact>> FactBuilder::Build(
    absl::Span<const std::unique_ptr<DecodedMention>> mentions) {
  std::vector<StatementId> ids;
  ids.reserve(mentions.size());
  for (const auto& decoded : mentions) {
    ids.push_back(decoded->mention.statement);
  }
  WEFT_ASSIGN_OR_RETURN(auto statements, view_.Resolve(ids));
  std::vector<Fact> facts(mentions.size());
  for (size_t i = 0; i < mentions.size(); ++i) {
    facts[i].statement = std::move(statements[i]);
    WEFT_RETURN_IF_ERROR(Complete(mentions[i].get(), &facts[i]));
  }
  WEFT_RETURN_IF_ERROR(ResolveAttributions(&facts));
  return facts;
}

}  // namespace weft::graphstore
