#include "extractor/text/document.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/header.h"
#include "extractor/text/html.h"
#include "extractor/text/layout.h"
#include "extractor/text/markdown.h"
#include "extractor/text/markup.h"
#include "extractor/text/mojibake.h"
#include "extractor/text/noise_filter.h"

namespace weft::extractor {

class DocumentBuilder {
 public:
  explicit DocumentBuilder(const DocumentInput& input) {
    document_.id_ = input.id;
    document_.title_ = input.title;
    document_.url_ = input.url;
  }

  // The first one given counts: what the caller knows goes before what is
  // found in the text.
  void OfferTitle(absl::string_view title) {
    if (document_.title_.empty()) document_.title_ = std::string(title);
  }
  void OfferPublished(std::optional<absl::CivilDay> day) {
    if (!document_.published_.has_value()) document_.published_ = day;
  }
  void Drop(ByteSpan original, DropReason reason) {
    if (!original.empty()) document_.dropped_.push_back({original, reason});
  }

  Document Build(MappedText text) && {
    document_.text_ = std::make_unique<const MappedText>(std::move(text));
    std::stable_sort(document_.dropped_.begin(), document_.dropped_.end(),
                     [](const DroppedRegion& a, const DroppedRegion& b) {
                       return a.original.begin < b.original.begin;
                     });
    return std::move(document_);
  }

 private:
  Document document_;
};

namespace {

bool HoldsWords(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// Title and date of the first two lines, which stay where they are.
void OfferHeader(absl::string_view text, DocumentBuilder& document) {
  const std::optional<ArticleHeader> header = FindArticleHeader(text);
  if (!header.has_value()) return;
  document.OfferTitle(text.substr(header->title.begin, header->title.size()));
  document.OfferPublished(header->published);
}

// Takes title and date out of the first two lines; the title stays as a block
// of its own. Returns the range of the title, empty for none.
ByteSpan ReadHeader(MappedText& text, DocumentBuilder& document) {
  const std::optional<ArticleHeader> header = FindArticleHeader(text.text());
  if (!header.has_value()) return {};
  document.OfferTitle(absl::string_view(text.text())
                          .substr(header->title.begin, header->title.size()));
  document.OfferPublished(header->published);
  document.Drop(text.ToOriginal(header->date_line), DropReason::kMarkup);
  MappedTextBuilder builder(text);
  builder.Copy({0, header->date_line.begin});
  builder.Replace({header->date_line.begin, header->date_line.begin}, "\n");
  builder.Copy(
      {header->date_line.end, static_cast<uint32_t>(text.text().size())});
  text = std::move(builder).Build();
  return header->title;
}

// HTML and Markdown as plain text; plain text comes back as it is.
absl::StatusOr<MappedText> ReadMarkup(MappedText text, TextFormat format,
                                      DocumentBuilder& document) {
  if (format == TextFormat::kPlain) return text;
  MarkupText markup;
  if (format == TextFormat::kHtml) {
    WEFT_ASSIGN_OR_RETURN(markup, ReadHtml(text));
  } else {
    markup = ReadMarkdown(text);
  }
  document.OfferTitle(markup.title);
  document.OfferPublished(ParseIsoDay(markup.published));
  for (const MarkupDrop& drop : markup.drops) {
    document.Drop(drop.original, drop.reason);
  }
  return std::move(markup.text);
}

MappedText DropNoise(const MappedText& text, ByteSpan title,
                     DocumentBuilder& document) {
  const std::vector<NoiseLine> noise = FindNoise(text.text(), title);
  if (noise.empty()) return text;
  MappedTextBuilder builder(text);
  uint32_t done = 0;
  for (const NoiseLine& line : noise) {
    builder.Copy({done, line.line.begin});
    done = line.line.end;
    document.Drop(text.ToOriginal(line.line), line.reason);
  }
  builder.Copy({done, static_cast<uint32_t>(text.text().size())});
  return std::move(builder).Build();
}

}  // namespace

absl::StatusOr<Document> Clean(const DocumentInput& input) {
  if (input.bytes.size() > kMaxDocumentBytes) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "the document has ", input.bytes.size(), " bytes, the limit is ",
        kMaxDocumentBytes, "; split it into parts"));
  }
  DocumentBuilder builder(input);
  if (!input.published.empty()) {
    const std::optional<absl::CivilDay> day = ParseIsoDay(input.published);
    if (!day.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("published \"", input.published,
                       "\" is no ISO date; write it like 2025-01-27"));
    }
    builder.OfferPublished(day);
  }
  WEFT_ASSIGN_OR_RETURN(DecodedText decoded, Decode(input.bytes));
  for (ByteSpan span : decoded.undecodable) {
    builder.Drop(span, DropReason::kUndecodable);
  }
  MappedText text = NormalizeText(decoded.text);
  if (!input.verbatim) {
    WEFT_ASSIGN_OR_RETURN(text,
                          ReadMarkup(std::move(text), input.format, builder));
    text = NormalizeCharacters(RepairMojibake(std::move(text)));
  }
  const bool header = input.read_header && input.format == TextFormat::kPlain;
  if (header && input.verbatim) OfferHeader(text.text(), builder);
  if (!input.verbatim) {
    const ByteSpan title = header ? ReadHeader(text, builder) : ByteSpan{};
    text = LayOutLines(DropNoise(text, title, builder));
  }
  if (!HoldsWords(text.text())) {
    return absl::InvalidArgumentError("the document holds no words");
  }
  return std::move(builder).Build(std::move(text));
}

}  // namespace weft::extractor
