// The mentions of statements that count: all, or those that were known at a
// time.
//
// Remembers what it has read, so one is made for each request. Not thread-safe.
// Errors: those of the view.
#ifndef WEFT_GRAPHSTORE_STORE_KNOWN_MENTIONS_H_
#define WEFT_GRAPHSTORE_STORE_KNOWN_MENTIONS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/record_cache.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class KnownMentions {
 public:
  // Those in documents that were written by `time`; nullopt: all.
  KnownMentions(const View* view, std::optional<absl::Time> time)
      : view_(*view), time_(time), documents_(view) {}

  absl::Status Load(absl::Span<const StatementId> ids);

  // By document and ordinal. Null: the statement was not loaded.
  const MentionList* Find(StatementId id) const;

 private:
  absl::Status Read(absl::Span<const StatementId> ids);
  // Those of the list that count; the list itself if all do.
  absl::StatusOr<std::shared_ptr<const MentionList>> Counting(
      std::shared_ptr<const MentionList> list);

  const View& view_;
  const std::optional<absl::Time> time_;
  DocumentReader documents_;
  absl::flat_hash_map<StatementId, std::shared_ptr<const MentionList>>
      mentions_;
};

// Documents among mentions by document.
size_t CountDocuments(absl::Span<const KnownMention> mentions);
// The highest, in 255ths; 0 for none.
uint8_t HighestConfidence(absl::Span<const KnownMention> mentions);

// Confidences and numbers of mentions as they were known at `time`.
absl::Status SetKnown(const View& view, absl::Time time,
                      absl::Span<Statement> statements);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_KNOWN_MENTIONS_H_
