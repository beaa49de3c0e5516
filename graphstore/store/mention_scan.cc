#include "graphstore/store/mention_scan.h"

#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

absl::StatusOr<std::unique_ptr<DecodedMention>> DecodeMentionRow(
    absl::string_view key, absl::string_view value) {
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

std::unique_ptr<DecodedMention> DecodePlainMention(
    StatementId statement, const StatementRecord& record) {
  auto decoded = std::make_unique<DecodedMention>();
  decoded->mention = FromPlain(*record.plain, statement, record.confidence);
  return decoded;
}

absl::Status VisitMentions(
    const View& view, absl::Span<const StatementId> ids, size_t limit,
    absl::FunctionRef<absl::Status(size_t i, std::unique_ptr<DecodedMention>)>
        visit) {
  WEFT_ASSIGN_OR_RETURN(const auto records, view.Statements(ids));
  std::vector<std::string> prefixes;
  std::vector<size_t> scanned;  // by prefix
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!records[i].plain) {
      prefixes.push_back(MentionPrefix(ids[i]));
      scanned.push_back(i);
    } else if (limit > 0) {
      WEFT_RETURN_IF_ERROR(visit(i, DecodePlainMention(ids[i], records[i])));
    }
  }
  absl::Status status;
  WEFT_RETURN_IF_ERROR(view.database().MultiScan(
      view.options(), prefixes, limit,
      [&](size_t p, absl::string_view key, absl::string_view value) {
        if (!status.ok()) return false;
        auto decoded = DecodeMentionRow(key, value);
        status = decoded.ok() ? visit(scanned[p], *std::move(decoded))
                              : decoded.status();
        return status.ok();
      },
      nullptr));
  return status;
}

}  // namespace weft::graphstore
