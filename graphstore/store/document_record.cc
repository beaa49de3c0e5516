#include "graphstore/store/document_record.h"

#include <cstdint>
#include <limits>

#include "absl/time/time.h"
#include "base/coding.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Cuts at the start of a UTF-8 character.
absl::string_view CutText(absl::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<uint8_t>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

bool GetCount(absl::string_view* in, uint32_t* count) {
  uint64_t value;
  if (!GetVarint(in, &value) || value > std::numeric_limits<uint32_t>::max()) {
    return false;
  }
  *count = static_cast<uint32_t>(value);
  return true;
}

}  // namespace

std::string EncodeDocument(const Document& document) {
  std::string bytes;
  PutLengthPrefixed(document.id, &bytes);
  PutLengthPrefixed(document.title, &bytes);
  PutLengthPrefixed(document.published, &bytes);
  PutLengthPrefixed(document.url, &bytes);
  PutLengthPrefixed(document.extractor_version, &bytes);
  PutFixed64(document.content_hash, &bytes);
  PutVarint(document.byte_length, &bytes);
  PutVarint(document.sentence_count, &bytes);
  PutVarint(document.fact_count, &bytes);
  PutSignedVarint(absl::ToUnixMillis(document.recorded), &bytes);
  return bytes;
}

bool DecodeDocument(absl::string_view bytes, Document* document) {
  int64_t recorded;
  if (!GetText(&bytes, &document->id) || !GetText(&bytes, &document->title) ||
      !GetText(&bytes, &document->published) ||
      !GetText(&bytes, &document->url) ||
      !GetText(&bytes, &document->extractor_version) ||
      !GetFixed64(&bytes, &document->content_hash) ||
      !GetVarint(&bytes, &document->byte_length) ||
      !GetCount(&bytes, &document->sentence_count) ||
      !GetCount(&bytes, &document->fact_count) ||
      !GetSignedVarint(&bytes, &recorded)) {
    return false;
  }
  document->recorded = absl::FromUnixMillis(recorded);
  return bytes.empty();
}

std::string EncodeSentences(absl::Span<const Sentence> sentences,
                            absl::string_view source) {
  std::string bytes;
  uint32_t at = 0;
  for (const Sentence& sentence : sentences) {
    MentionSlot slot{sentence.span, sentence.text};
    if (BytesOf(slot.span, source) != slot.text) {
      slot.text = std::string(CutText(slot.text, kMaxSentenceText));
    }
    PutSlot(slot, source, &at, &bytes);
  }
  return bytes;
}

bool DecodeSentences(absl::string_view bytes, std::vector<Sentence>* sentences,
                     std::vector<bool>* from_source) {
  sentences->clear();
  from_source->clear();
  uint32_t at = 0;
  while (!bytes.empty()) {
    MentionSlot slot;
    bool unread;
    if (!GetSlot(&bytes, &at, &slot, &unread)) return false;
    sentences->push_back({slot.span, std::move(slot.text)});
    from_source->push_back(unread);
  }
  return true;
}

}  // namespace weft::graphstore
