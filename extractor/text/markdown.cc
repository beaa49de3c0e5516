#include "extractor/text/markdown.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "extractor/text/markdown_inline.h"

namespace weft::extractor {
namespace {

enum class LineKind {
  kBlank,
  kParagraph,
  kHeading,
  kItem,
  kTableRow,
  kFence,
  kRule,        // "---", "***", also the underline of a heading
  kDefinition,  // "[name]: address"
};

struct Line {
  LineKind kind = LineKind::kParagraph;
  ByteSpan content;  // without the marks of the block
};

bool IsRule(absl::string_view line) {
  const char mark = line[0];
  if (mark != '-' && mark != '*' && mark != '_' && mark != '=') return false;
  size_t marks = 0;
  for (char c : line) {
    if (c != mark && c != ' ') return false;
    marks += c == mark;
  }
  return marks >= (mark == '=' ? 1u : 3u);
}

bool IsTableRule(absl::string_view line) {
  return absl::StrContains(line, '-') && absl::StrContains(line, '|') &&
         line.find_first_not_of("|-: ") == absl::string_view::npos;
}

// Size of the list mark at the begin of the line: "- ", "12. "; 0 for none.
size_t ItemMark(absl::string_view line) {
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') &&
      line[1] == ' ') {
    return 2;
  }
  size_t digits = 0;
  while (digits < line.size() && absl::ascii_isdigit(line[digits])) ++digits;
  const bool ordered = digits > 0 && digits <= 3 && digits + 1 < line.size() &&
                       (line[digits] == '.' || line[digits] == ')') &&
                       line[digits + 1] == ' ';
  return ordered ? digits + 2 : 0;
}

Line ClassifyLine(absl::string_view text, ByteSpan span) {
  auto view = [&] { return text.substr(span.begin, span.size()); };
  auto trim = [&] {
    while (!span.empty() && absl::ascii_isspace(text[span.begin])) {
      ++span.begin;
    }
    while (!span.empty() && absl::ascii_isspace(text[span.end - 1])) {
      --span.end;
    }
  };
  trim();
  while (!span.empty() && text[span.begin] == '>') {
    ++span.begin;
    trim();
  }
  if (span.empty()) return {LineKind::kBlank, span};
  if (absl::StartsWith(view(), "```") || absl::StartsWith(view(), "~~~")) {
    return {LineKind::kFence, span};
  }
  if (IsRule(view()) || IsTableRule(view())) return {LineKind::kRule, span};
  const size_t hashes = view().find_first_not_of('#');
  if (hashes != view().npos && hashes > 0 && hashes <= 6 &&
      view()[hashes] == ' ') {
    span.begin += static_cast<uint32_t>(hashes);
    while (!span.empty() && text[span.end - 1] == '#') --span.end;
    trim();
    return {LineKind::kHeading, span};
  }
  if (view()[0] == '[' && absl::StrContains(view(), "]: ") &&
      view().find(']') == view().find("]: ")) {
    return {LineKind::kDefinition, span};
  }
  if (const size_t mark = ItemMark(view()); mark > 0) {
    span.begin += static_cast<uint32_t>(mark);
    trim();
    return {LineKind::kItem, span};
  }
  if (view()[0] == '|' && view().size() > 1) {
    return {LineKind::kTableRow, span};
  }
  return {LineKind::kParagraph, span};
}

// The value of "key: value" in front matter, quotes taken away.
bool ReadField(absl::string_view line, absl::string_view key,
               std::string& value) {
  if (!absl::ConsumePrefix(&line, key)) return false;
  line = absl::StripAsciiWhitespace(line);
  for (char quote : {'"', '\''}) {
    if (line.size() >= 2 && line.front() == quote && line.back() == quote) {
      line = line.substr(1, line.size() - 2);
    }
  }
  if (value.empty()) value = std::string(line);
  return true;
}

class MarkdownReader {
 public:
  explicit MarkdownReader(const MappedText& source)
      : source_(source), text_(source.text()), builder_(source) {}

  MarkupText Read() {
    size_t begin = ReadFrontMatter();
    bool in_fence = false;
    uint32_t fence_begin = 0;
    while (begin < text_.size()) {
      const size_t found = text_.find('\n', begin);
      const size_t end = found == text_.npos ? text_.size() : found;
      const Line line = ClassifyLine(
          text_, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      if (line.kind == LineKind::kFence) {
        if (!in_fence) fence_begin = static_cast<uint32_t>(begin);
        if (in_fence) Drop({fence_begin, static_cast<uint32_t>(end)});
        in_fence = !in_fence;
        separator_ = "\n\n";
      } else if (!in_fence) {
        Write(line);
      }
      begin = end + 1;
    }
    if (in_fence) Drop({fence_begin, static_cast<uint32_t>(text_.size())});
    result_.text = std::move(builder_).Build();
    return std::move(result_);
  }

 private:
  void Drop(ByteSpan span) {
    result_.drops.push_back({source_.ToOriginal(span), DropReason::kMarkup});
  }

  // "---" at the very begin up to the next "---".
  size_t ReadFrontMatter() {
    if (!absl::StartsWith(text_, "---\n")) return 0;
    const size_t close = text_.find("\n---", 3);
    if (close == text_.npos) return 0;
    for (size_t begin = 4; begin < close;) {
      const size_t end = std::min(text_.find('\n', begin), close);
      const absl::string_view line = text_.substr(begin, end - begin);
      if (!ReadField(line, "title:", result_.title)) {
        ReadField(line, "date:", result_.published);
      }
      begin = end + 1;
    }
    const size_t end = std::min(text_.find('\n', close + 1), text_.size());
    Drop({0, static_cast<uint32_t>(end)});
    return end;
  }

  void Write(const Line& line) {
    switch (line.kind) {
      case LineKind::kBlank:
        separator_ = "\n\n";
        break;
      case LineKind::kFence:
        break;
      case LineKind::kRule:
      case LineKind::kDefinition:
        Drop(line.content);
        separator_ = "\n\n";
        break;
      case LineKind::kHeading:
        separator_ = "\n\n";
        WriteContent(line);
        separator_ = "\n\n";
        break;
      case LineKind::kItem:
      case LineKind::kTableRow:
        if (separator_ == " ") separator_ = "\n";
        if (!WriteContent(line)) break;
        // A line behind an item goes on with it.
        separator_ = line.kind == LineKind::kItem ? " " : "\n";
        break;
      case LineKind::kParagraph:
        if (WriteContent(line)) separator_ = " ";
        break;
    }
  }

  // False when nothing of the line is text (an image).
  bool WriteContent(const Line& line) {
    const std::vector<InlinePiece> pieces = ReadInline(text_, line.content);
    bool first = true;
    const size_t before = builder_.text().size();
    for (const InlinePiece& piece : pieces) {
      if (piece.kind == InlinePiece::kDropped) {
        Drop(piece.span);
        continue;
      }
      if (first && before > 0) {
        builder_.Replace({piece.span.begin, piece.span.begin}, separator_);
      }
      first = false;
      if (piece.kind == InlinePiece::kCopied) {
        builder_.Copy(piece.span);
      } else {
        builder_.Replace(piece.span, piece.text);
      }
    }
    if (line.kind == LineKind::kHeading && result_.title.empty()) {
      result_.title = builder_.text().substr(before);
      absl::StripAsciiWhitespace(&result_.title);
    }
    return !first;
  }

  const MappedText& source_;
  absl::string_view text_;
  MappedTextBuilder builder_;
  MarkupText result_;
  absl::string_view separator_ = "\n\n";
};

}  // namespace

MarkupText ReadMarkdown(const MappedText& source) {
  return MarkdownReader(source).Read();
}

}  // namespace weft::extractor
