#include "extractor/text/layout.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

constexpr size_t kMinWrapWidth = 50;
constexpr size_t kMaxWrapWidth = 110;

// A line without blanks and quote marks around it.
ByteSpan Trim(absl::string_view text, ByteSpan line) {
  auto is_blank = [&](uint32_t at) {
    return text[at] == ' ' || text[at] == '\t' || text[at] == '\v';
  };
  while (!line.empty() && is_blank(line.begin)) ++line.begin;
  // "> > quoted": at most a few levels.
  while (!line.empty() && text[line.begin] == '>') {
    ++line.begin;
    while (!line.empty() && is_blank(line.begin)) ++line.begin;
  }
  while (!line.empty() && is_blank(line.end - 1)) --line.end;
  return line;
}

std::vector<ByteSpan> TrimmedLines(absl::string_view text) {
  std::vector<ByteSpan> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t found = text.find('\n', begin);
    const size_t end = found == absl::string_view::npos ? text.size() : found;
    lines.push_back(
        Trim(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}));
    begin = end + 1;
  }
  return lines;
}

bool EndsOpen(absl::string_view text, ByteSpan line) {
  const char last = text[line.end - 1];
  return absl::ascii_isalnum(last) || last == ',' || last == ';' ||
         last == '-' || static_cast<unsigned char>(last) >= 0x80;
}

// The line break between two lines of a block looks like one of the wrap.
bool LooksWrapped(absl::string_view text, ByteSpan line, ByteSpan next) {
  if (line.size() < kMinWrapWidth || line.size() > kMaxWrapWidth) return false;
  return EndsOpen(text, line) && (absl::ascii_islower(text[next.begin]) ||
                                  absl::ascii_isdigit(text[next.begin]));
}

// Whether the block of lines [begin, end) is wrapped at a width.
bool IsWrapped(absl::string_view text, const std::vector<ByteSpan>& lines,
               size_t begin, size_t end) {
  if (end - begin < 2) return false;
  size_t wrapped = 0;
  for (size_t i = begin; i + 1 < end; ++i) {
    // The text would have to fit: no line may be longer than the width.
    if (lines[i].size() > kMaxWrapWidth) return false;
    wrapped += LooksWrapped(text, lines[i], lines[i + 1]);
  }
  return 2 * wrapped > end - begin - 1;
}

class Writer {
 public:
  explicit Writer(const MappedText& text)
      : text_(text.text()), builder_(text) {}

  // `separator` stands before the line, for the source up to its begin.
  void Line(ByteSpan line, absl::string_view separator) {
    if (!builder_.text().empty()) Put({done_, line.begin}, separator);
    Words(line);
    done_ = line.end;
  }
  MappedText Finish() && {
    if (!builder_.text().empty()) {
      Put({done_, static_cast<uint32_t>(text_.size())}, "\n");
    }
    return std::move(builder_).Build();
  }

 private:
  // Copies where the source reads so already: keeps the runs few.
  void Put(ByteSpan source, absl::string_view with) {
    if (text_.substr(source.begin, source.size()) == with) {
      builder_.Copy(source);
    } else {
      builder_.Replace(source, with);
    }
  }
  void Words(ByteSpan line) {
    uint32_t copied = line.begin;
    uint32_t at = line.begin;
    while (at < line.end) {
      uint32_t end = at;
      while (end < line.end && (text_[end] == ' ' || text_[end] == '\t')) {
        ++end;
      }
      if (end - at > 1 || (end > at && text_[at] == '\t')) {
        builder_.Copy({copied, at});
        builder_.Replace({at, end}, " ");
        copied = end;
      }
      at = end > at ? end : at + 1;
    }
    builder_.Copy({copied, line.end});
  }

  absl::string_view text_;
  MappedTextBuilder builder_;
  uint32_t done_ = 0;
};

}  // namespace

MappedText LayOutLines(const MappedText& text) {
  const absl::string_view view = text.text();
  const std::vector<ByteSpan> lines = TrimmedLines(view);
  Writer writer(text);
  size_t begin = 0;
  while (begin < lines.size()) {
    if (lines[begin].empty()) {
      ++begin;
      continue;
    }
    size_t end = begin;
    while (end < lines.size() && !lines[end].empty()) ++end;
    const bool wrapped = IsWrapped(view, lines, begin, end);
    for (size_t i = begin; i < end; ++i) {
      writer.Line(lines[i], i == begin ? "\n\n" : wrapped ? " " : "\n");
    }
    begin = end;
  }
  return std::move(writer).Finish();
}

}  // namespace weft::extractor
