#include "graphstore/store/known_mentions.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "base/status.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/mention_scan.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {

absl::Status KnownMentions::Load(absl::Span<const StatementId> ids) {
  std::vector<StatementId> missing;
  for (const StatementId id : ids) {
    if (mentions_.try_emplace(id).second) missing.push_back(id);
  }
  if (missing.empty()) return absl::OkStatus();
  return VisitMentions(
      view_, missing, std::numeric_limits<size_t>::max(),
      [&](size_t i, std::unique_ptr<DecodedMention> decoded) -> absl::Status {
        const Mention& mention = decoded->mention;
        WEFT_ASSIGN_OR_RETURN(const bool known,
                              documents_.IsRecordedBy(mention.document, time_));
        if (!known) return absl::OkStatus();
        mentions_[missing[i]].push_back({mention.document, mention.ordinal,
                                         QuantizeConfidence(mention.confidence),
                                         ValidityOf(mention)});
        return absl::OkStatus();
      });
}

const std::vector<KnownMention>* KnownMentions::Find(StatementId id) const {
  const auto it = mentions_.find(id);
  return it == mentions_.end() ? nullptr : &it->second;
}

size_t CountDocuments(absl::Span<const KnownMention> mentions) {
  size_t count = 0;
  for (size_t i = 0; i < mentions.size(); ++i) {
    count += i == 0 || mentions[i].document != mentions[i - 1].document;
  }
  return count;
}

uint8_t HighestConfidence(absl::Span<const KnownMention> mentions) {
  uint8_t highest = 0;
  for (const KnownMention& mention : mentions) {
    highest = std::max(highest, mention.confidence);
  }
  return highest;
}

absl::Status SetKnown(const View& view, absl::Time time,
                      absl::Span<Statement> statements) {
  KnownMentions mentions(&view, time);
  std::vector<StatementId> ids;
  for (const Statement& statement : statements) {
    // One that is seen at all has a mention that was known.
    if (statement.mention_count > 1) ids.push_back(statement.id);
  }
  WEFT_RETURN_IF_ERROR(mentions.Load(ids));
  for (Statement& statement : statements) {
    const std::vector<KnownMention>* known = mentions.Find(statement.id);
    if (known == nullptr) continue;
    statement.mention_count = known->size();
    statement.confidence = DequantizeConfidence(HighestConfidence(*known));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
