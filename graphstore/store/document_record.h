// What the store keeps about a document besides its mentions.
#ifndef WEFT_GRAPHSTORE_STORE_DOCUMENT_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_DOCUMENT_RECORD_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/document.h"

namespace weft::graphstore {

// Everything but the number. Texts id, title, published, url, extractor
// version; content hash in 8 bytes; varints byte length, sentences, facts,
// milliseconds since 1970 (zigzag).
std::string EncodeDocument(const Document& document);
bool DecodeDocument(absl::string_view bytes, Document* document);

// The original text is cut into chunks of this size, so that a sentence can be
// read without the rest.
inline constexpr size_t kTextChunkBytes = 16 << 10;

// Sentences are kept in groups of this many.
inline constexpr size_t kSentencesPerChunk = 64;
// Clean text of a sentence beyond this is not kept. 64 of them fit a value.
inline constexpr size_t kMaxSentenceText = 8 << 10;

// One group: each sentence as a slot (record_coding.h). `source` is the
// original text.
std::string EncodeSentences(absl::Span<const Sentence> sentences,
                            absl::string_view source);
// `from_source[i]`: the text of sentence i is still to be read.
bool DecodeSentences(absl::string_view bytes, std::vector<Sentence>* sentences,
                     std::vector<bool>* from_source);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DOCUMENT_RECORD_H_
