// A document as every later stage sees it: clean Unicode text in which each
// byte knows where it stood in the bytes that came in.
//
// Clean() decodes (UTF-8, with repair of mojibake and of invalid bytes),
// normalises to NFC, takes HTML and Markdown apart, and drops what is not the
// document's own prose (navigation, boilerplate, spam tails). What is dropped
// is listed, never silently gone.
#ifndef WEFT_EXTRACTOR_TEXT_DOCUMENT_H_
#define WEFT_EXTRACTOR_TEXT_DOCUMENT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "base/span.h"
#include "extractor/text/drop_reason.h"
#include "extractor/text/mapped_text.h"

namespace weft::extractor {

enum class TextFormat : uint8_t { kPlain, kMarkdown, kHtml };

struct DocumentInput {
  std::string id;
  std::string title;      // "" when not known
  std::string url;        // "" when not known
  std::string published;  // ISO date or date-time, "" when not known
  std::string bytes;      // as stored: the offsets of facts count these
  TextFormat format = TextFormat::kPlain;
  // A plain text whose second line is an ISO date has its title in line 1 and
  // its date of publication in line 2; they fill empty `title`, `published`.
  bool read_header = true;
  // Keep every line as it is: no boilerplate or spam is dropped, no mojibake
  // repaired (sentences of a benchmark, `weft extract --lines`).
  bool verbatim = false;
};

struct DroppedRegion {
  ByteSpan original;  // of DocumentInput::bytes
  DropReason reason = DropReason::kMarkup;
};

// Immutable; moving it keeps views into text() valid.
class Document {
 public:
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  const std::string& id() const { return id_; }
  const std::string& title() const { return title_; }
  const std::string& url() const { return url_; }
  // The date of publication: what "last month" is counted from.
  std::optional<absl::CivilDay> published() const { return published_; }

  // Valid UTF-8 in NFC. Lines end in '\n'; an empty line separates blocks.
  absl::string_view text() const { return text_->text(); }
  // Where a range of text() stood in DocumentInput::bytes. For an empty range
  // the result is empty.
  ByteSpan ToOriginal(ByteSpan clean) const { return text_->ToOriginal(clean); }
  // In order of place.
  const std::vector<DroppedRegion>& dropped() const { return dropped_; }

 private:
  friend class DocumentBuilder;  // extractor/text
  Document() = default;

  std::string id_, title_, url_;
  std::optional<absl::CivilDay> published_;
  std::unique_ptr<const MappedText> text_;
  std::vector<DroppedRegion> dropped_;
};

// Errors: InvalidArgument when the bytes are no text (binary data, more than a
// third of the bytes undecodable) or hold no words, or `published` is no ISO
// date; ResourceExhausted beyond kMaxDocumentBytes.
absl::StatusOr<Document> Clean(const DocumentInput& input);

inline constexpr uint32_t kMaxDocumentBytes = 64u << 20;

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_DOCUMENT_H_
