#include "graphstore/store/document_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

absl::Status NoDocument(absl::string_view id) {
  return absl::NotFoundError(absl::StrCat("there is no document \"", id, "\""));
}

}  // namespace

absl::StatusOr<DocumentId> DocumentReader::NumberOf(absl::string_view id) {
  // Longer ones cannot have been written, and would not fit a key.
  if (id.empty() || id.size() > 512) return NoDocument(id.substr(0, 100));
  const std::string key = DocumentIdKey(id);
  WEFT_ASSIGN_OR_RETURN(const auto value, view_.Get(key));
  if (!value) return NoDocument(id);
  absl::string_view bytes = *value;
  uint64_t number;
  if (!GetFixed64(&bytes, &number)) return BadRecord(key);
  return DocumentId(number);
}

absl::StatusOr<const Document*> DocumentReader::Get(DocumentId document) {
  auto it = documents_.find(document);
  if (it == documents_.end()) {
    const std::string key = DocumentKey(document);
    WEFT_ASSIGN_OR_RETURN(const auto value, view_.Get(key));
    Document record;
    record.number = document;
    if (!value || !DecodeDocument(*value, &record)) return BadRecord(key);
    it = documents_.emplace(document, std::move(record)).first;
  }
  return &it->second;
}

absl::StatusOr<bool> DocumentReader::IsRecordedBy(
    DocumentId document, std::optional<absl::Time> time) {
  if (!time) return true;
  WEFT_ASSIGN_OR_RETURN(const Document* record, Get(document));
  return record->recorded <= *time;
}

absl::StatusOr<const std::string*> DocumentReader::TextChunk(
    DocumentId document, uint32_t chunk) {
  auto it = text_.find({document, chunk});
  if (it == text_.end()) {
    const std::string key = BlobKey(document, BlobKind::kText, chunk);
    WEFT_ASSIGN_OR_RETURN(auto value, view_.Get(key));
    if (!value) return BadRecord(key);
    it = text_.emplace(std::pair(document, chunk), *std::move(value)).first;
  }
  return &it->second;
}

absl::StatusOr<std::string> DocumentReader::TextAt(DocumentId document,
                                                   ByteSpan span) {
  std::string text;
  size_t at = span.begin;
  while (at < span.end) {
    WEFT_ASSIGN_OR_RETURN(
        const std::string* chunk,
        TextChunk(document, static_cast<uint32_t>(at / kTextChunkBytes)));
    const size_t offset = at % kTextChunkBytes;
    if (offset >= chunk->size()) {
      return BadRecord(BlobPrefix(document, BlobKind::kText));
    }
    const size_t size = std::min<size_t>(chunk->size() - offset, span.end - at);
    text.append(*chunk, offset, size);
    at += size;
  }
  return text;
}

absl::StatusOr<const DocumentReader::SentenceChunk*>
DocumentReader::LoadSentences(DocumentId document, uint32_t chunk) {
  auto it = sentences_.find({document, chunk});
  if (it == sentences_.end()) {
    const std::string key = BlobKey(document, BlobKind::kSentences, chunk);
    WEFT_ASSIGN_OR_RETURN(const auto value, view_.Get(key));
    SentenceChunk decoded;
    if (!value ||
        !DecodeSentences(*value, &decoded.sentences, &decoded.from_source)) {
      return BadRecord(key);
    }
    it = sentences_.emplace(std::pair(document, chunk), std::move(decoded))
             .first;
  }
  return &it->second;
}

absl::StatusOr<Sentence> DocumentReader::SentenceAt(DocumentId document,
                                                    uint32_t index) {
  WEFT_ASSIGN_OR_RETURN(const Document* record, Get(document));
  // A document without sentences is a table of facts.
  if (record->sentence_count == 0) return Sentence{};
  const auto chunk = static_cast<uint32_t>(index / kSentencesPerChunk);
  WEFT_ASSIGN_OR_RETURN(const SentenceChunk* sentences,
                        LoadSentences(document, chunk));
  const size_t offset = index % kSentencesPerChunk;
  if (offset >= sentences->sentences.size()) {
    return BadRecord(BlobKey(document, BlobKind::kSentences, chunk));
  }
  Sentence sentence = sentences->sentences[offset];
  if (sentences->from_source[offset]) {
    WEFT_ASSIGN_OR_RETURN(sentence.text, TextAt(document, sentence.span));
  }
  return sentence;
}

absl::StatusOr<std::string> DocumentReader::Text(DocumentId document) {
  WEFT_ASSIGN_OR_RETURN(const Document* record, Get(document));
  return TextAt(document,
                ByteSpan{0, static_cast<uint32_t>(record->byte_length)});
}

absl::StatusOr<std::vector<Sentence>> DocumentReader::Sentences(
    DocumentId document) {
  WEFT_ASSIGN_OR_RETURN(const Document* record, Get(document));
  const uint32_t count = record->sentence_count;
  std::vector<Sentence> sentences;
  for (uint32_t i = 0; i < count; ++i) {
    WEFT_ASSIGN_OR_RETURN(Sentence sentence, SentenceAt(document, i));
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace weft::graphstore
