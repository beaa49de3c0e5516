// Documents of one version: records, sentences, pieces of text.
//
// Remembers what it read, so one is made for each request. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_DOCUMENT_READER_H_
#define WEFT_GRAPHSTORE_STORE_DOCUMENT_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/span.h"
#include "graphstore/fact/document.h"
#include "graphstore/key/ids.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class DocumentReader {
 public:
  explicit DocumentReader(const View* view) : view_(*view) {}

  absl::StatusOr<DocumentId> NumberOf(absl::string_view id);  // NotFound
  // The record; valid until the next call.
  absl::StatusOr<const Document*> Get(DocumentId document);
  // Whether it was written, or last replaced, by `time`; nullopt: at any time.
  absl::StatusOr<bool> IsRecordedBy(DocumentId document,
                                    std::optional<absl::Time> time);
  // Reads only the chunks of text that it needs.
  absl::StatusOr<std::string> TextAt(DocumentId document, ByteSpan span);
  absl::StatusOr<Sentence> SentenceAt(DocumentId document, uint32_t index);

  absl::StatusOr<std::string> Text(DocumentId document);
  absl::StatusOr<std::vector<Sentence>> Sentences(DocumentId document);

 private:
  struct SentenceChunk {
    std::vector<Sentence> sentences;
    std::vector<bool> from_source;
  };

  absl::StatusOr<const std::string*> TextChunk(DocumentId document,
                                               uint32_t chunk);
  absl::StatusOr<const SentenceChunk*> LoadSentences(DocumentId document,
                                                     uint32_t chunk);

  const View& view_;
  absl::flat_hash_map<DocumentId, Document> documents_;
  absl::flat_hash_map<std::pair<DocumentId, uint32_t>, std::string> text_;
  absl::flat_hash_map<std::pair<DocumentId, uint32_t>, SentenceChunk>
      sentences_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DOCUMENT_READER_H_
