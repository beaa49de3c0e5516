// A document as the store knows it.
#ifndef WEFT_GRAPHSTORE_FACT_DOCUMENT_H_
#define WEFT_GRAPHSTORE_FACT_DOCUMENT_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "base/span.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// What is known about a document, without its text.
struct Document {
  DocumentId number;
  std::string id;  // chosen by who ingests it; unique
  std::string title;
  std::string published;  // ISO 8601, "" = unknown
  std::string url;
  uint64_t content_hash = 0;
  uint64_t byte_length = 0;  // of the original text
  uint32_t sentence_count = 0;
  uint32_t fact_count = 0;
  std::string extractor_version;
  absl::Time recorded;  // when it was written, to the millisecond
};

// A sentence of a document: where it stands in the original text, and its
// clean text. Where `text` equals the bytes of the span only the span is kept.
struct Sentence {
  ByteSpan span;
  std::string text;

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_DOCUMENT_H_
