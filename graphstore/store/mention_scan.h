// The mentions of statements, wherever they are kept.
#ifndef WEFT_GRAPHSTORE_STORE_MENTION_SCAN_H_
#define WEFT_GRAPHSTORE_STORE_MENTION_SCAN_H_

#include <cstddef>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/mention_record.h"
#include "graphstore/store/statement_chunk.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// A mention from its key and value. DataLoss.
absl::StatusOr<std::unique_ptr<DecodedMention>> DecodeMentionRow(
    absl::string_view key, absl::string_view value);

// The one that a statement keeps, as if it stood in a row of its own.
std::unique_ptr<DecodedMention> DecodePlainMention(
    StatementId statement, const StatementRecord& record);

// Calls visit(i, mention) for the mentions of statement ids[i], for each at
// most `limit`, by document and ordinal: first those of all statements that
// keep theirs, then those of the others, both in order. An error of `visit`
// ends it. NotFound: a statement does not exist.
absl::Status VisitMentions(
    const View& view, absl::Span<const StatementId> ids, size_t limit,
    absl::FunctionRef<absl::Status(size_t i, std::unique_ptr<DecodedMention>)>
        visit);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_MENTION_SCAN_H_
