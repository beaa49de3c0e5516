#include "graphstore/store/known_mentions.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "base/status.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/mention_scan.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {

absl::Status KnownMentions::Load(absl::Span<const StatementId> ids) {
  std::vector<StatementId> missing;
  for (const StatementId id : ids) {
    const auto [it, is_new] = mentions_.try_emplace(id);
    if (!is_new) continue;
    auto kept = view_.Known<MentionList>(MentionPrefix(id));
    if (kept == nullptr) {
      missing.push_back(id);
      continue;
    }
    WEFT_ASSIGN_OR_RETURN(it->second, Counting(std::move(kept)));
  }
  return missing.empty() ? absl::OkStatus() : Read(missing);
}

absl::Status KnownMentions::Read(absl::Span<const StatementId> ids) {
  std::vector<MentionList> lists(ids.size());
  WEFT_RETURN_IF_ERROR(VisitMentions(
      view_, ids, std::numeric_limits<size_t>::max(),
      [&](size_t i, std::unique_ptr<DecodedMention> decoded) {
        const Mention& mention = decoded->mention;
        lists[i].push_back({mention.document, mention.ordinal,
                            QuantizeConfidence(mention.confidence),
                            ValidityOf(mention)});
        return absl::OkStatus();
      }));
  for (size_t i = 0; i < ids.size(); ++i) {
    // A single one may be no row of its own.
    if (lists[i].size() > 1) view_.Keep(MentionPrefix(ids[i]), lists[i]);
    WEFT_ASSIGN_OR_RETURN(
        mentions_[ids[i]],
        Counting(std::make_shared<const MentionList>(std::move(lists[i]))));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const MentionList>> KnownMentions::Counting(
    std::shared_ptr<const MentionList> list) {
  if (!time_) return list;
  MentionList counting;
  for (const KnownMention& mention : *list) {
    WEFT_ASSIGN_OR_RETURN(const bool known,
                          documents_.IsRecordedBy(mention.document, time_));
    if (known) counting.push_back(mention);
  }
  if (counting.size() == list->size()) return list;
  return std::make_shared<const MentionList>(std::move(counting));
}

const MentionList* KnownMentions::Find(StatementId id) const {
  const auto it = mentions_.find(id);
  return it == mentions_.end() ? nullptr : it->second.get();
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
    const MentionList* known = mentions.Find(statement.id);
    if (known == nullptr) continue;
    statement.mention_count = known->size();
    statement.confidence = DequantizeConfidence(HighestConfidence(*known));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
