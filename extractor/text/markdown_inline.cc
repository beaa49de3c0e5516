#include "extractor/text/markdown_inline.h"

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft::extractor {
namespace {

// Addresses and tags longer than this are not looked for: keeps a line of
// opening brackets linear.
constexpr uint32_t kMaxReach = 2000;

constexpr std::pair<absl::string_view, absl::string_view> kReferences[] = {
    {"&amp;", "&"}, {"&lt;", "<"},   {"&gt;", ">"},  {"&quot;", "\""},
    {"&#39;", "'"}, {"&nbsp;", " "}, {"&apos;", "'"}};

class InlineReader {
 public:
  InlineReader(absl::string_view text, ByteSpan line)
      : text_(text), line_(line), at_(line.begin), copied_(line.begin) {}

  std::vector<InlinePiece> Read() {
    const bool row = !line_.empty() && text_[line_.begin] == '|';
    while (at_ < line_.end) {
      switch (text_[at_]) {
        case '\\':
          ReadEscape();
          break;
        case '`':
          SkipRun('`');
          break;
        case '*':
        case '_':
        case '~':
          ReadEmphasis();
          break;
        case '!':
          if (!ReadImage()) ++at_;
          break;
        case '[':
          if (!OpenLink()) ++at_;
          break;
        case ']':
          if (!CloseLink()) ++at_;
          break;
        case '<':
          if (!ReadTag()) ++at_;
          break;
        case '&':
          if (!ReadReference()) ++at_;
          break;
        case '|':
          row ? ReadCellMark() : static_cast<void>(++at_);
          break;
        default:
          ++at_;
      }
    }
    CopyUpTo(line_.end);
    return std::move(pieces_);
  }

 private:
  absl::string_view View(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  char Before(uint32_t at) const {
    return at > line_.begin ? text_[at - 1] : ' ';
  }
  char At(uint32_t at) const { return at < line_.end ? text_[at] : ' '; }

  void CopyUpTo(uint32_t end) {
    if (copied_ < end) {
      pieces_.push_back({InlinePiece::kCopied, {copied_, end}, ""});
    }
    copied_ = end;
  }
  // Leaves [at_, end) out.
  void Skip(uint32_t end) {
    CopyUpTo(at_);
    at_ = copied_ = end;
  }

  void ReadEscape() {
    if (absl::ascii_ispunct(static_cast<unsigned char>(At(at_ + 1)))) {
      Skip(at_ + 1);
    }
    ++at_;
  }
  void SkipRun(char mark) {
    uint32_t end = at_;
    while (end < line_.end && text_[end] == mark) ++end;
    Skip(end);
  }
  // Marks at a word's edge are emphasis; "2 * 3" and "snake_case" are not.
  void ReadEmphasis() {
    const char mark = text_[at_];
    uint32_t end = at_;
    while (end < line_.end && text_[end] == mark) ++end;
    const char before = Before(at_);
    const char after = At(end);
    const bool blanks =
        absl::ascii_isspace(before) && absl::ascii_isspace(after);
    const bool inside =
        absl::ascii_isalnum(before) && absl::ascii_isalnum(after);
    const bool emphasis = !blanks && !(mark == '_' && inside) &&
                          !(mark == '~' && end - at_ != 2) && end - at_ <= 3;
    if (emphasis) {
      Skip(end);
    } else {
      at_ = end;
    }
  }
  // Behind the closing bracket of "(address)" or "[name]" at `at`; `at` when
  // there is none.
  uint32_t TargetEnd(uint32_t at) const {
    const char open = At(at);
    if (open != '(' && open != '[') return at;
    const char close = open == '(' ? ')' : ']';
    int depth = 0;
    for (uint32_t i = at; i < line_.end && i - at < kMaxReach; ++i) {
      if (text_[i] == open) ++depth;
      if (text_[i] == close && --depth == 0) return i + 1;
    }
    return at;
  }
  // The bracket that closes the one at `at`; 0 for none.
  uint32_t ClosingBracket(uint32_t at) {
    if (closing_.empty()) MatchBrackets();
    return closing_[at - line_.begin];
  }
  void MatchBrackets() {
    closing_.assign(line_.size(), 0);
    std::vector<uint32_t> open;
    for (uint32_t i = line_.begin; i < line_.end; ++i) {
      if (text_[i] == '[') open.push_back(i);
      if (text_[i] == ']' && !open.empty()) {
        closing_[open.back() - line_.begin] = i;
        open.pop_back();
      }
    }
  }
  bool ReadImage() {
    if (At(at_ + 1) != '[') return false;
    const uint32_t close = ClosingBracket(at_ + 1);
    if (close == 0) return false;
    const uint32_t end = TargetEnd(close + 1);
    if (end == close + 1) return false;
    CopyUpTo(at_);
    pieces_.push_back({InlinePiece::kDropped, {at_, end}, ""});
    at_ = copied_ = end;
    return true;
  }
  bool OpenLink() {
    const uint32_t close = ClosingBracket(at_);
    if (close == 0 || TargetEnd(close + 1) == close + 1) return false;
    open_links_.push_back(close);
    Skip(at_ + 1);
    return true;
  }
  bool CloseLink() {
    if (open_links_.empty() || open_links_.back() != at_) return false;
    open_links_.pop_back();
    Skip(TargetEnd(at_ + 1));
    return true;
  }
  bool ReadTag() {
    const size_t close = View(at_, line_.end).substr(0, kMaxReach).find('>');
    if (close == absl::string_view::npos) return false;
    const absl::string_view inner =
        View(at_ + 1, at_ + static_cast<uint32_t>(close));
    if (absl::StartsWith(inner, "http://") ||
        absl::StartsWith(inner, "https://")) {
      Skip(at_ + 1);
      at_ += static_cast<uint32_t>(inner.size());
      Skip(at_ + 1);
      return true;
    }
    const bool tag = !inner.empty() && (absl::ascii_isalpha(inner[0]) ||
                                        inner[0] == '/' || inner[0] == '!');
    if (!tag) return false;
    Skip(at_ + static_cast<uint32_t>(close) + 1);
    return true;
  }
  bool ReadReference() {
    for (const auto& [name, character] : kReferences) {
      if (!absl::StartsWith(View(at_, line_.end), name)) continue;
      CopyUpTo(at_);
      const uint32_t end = at_ + static_cast<uint32_t>(name.size());
      pieces_.push_back({InlinePiece::kReplaced, {at_, end}, character});
      at_ = copied_ = end;
      return true;
    }
    return false;
  }
  // Cells of a table row: "| a | b |" reads "a, b".
  void ReadCellMark() {
    const bool edge = at_ == line_.begin || at_ + 1 == line_.end;
    CopyUpTo(at_);
    if (!edge) {
      pieces_.push_back({InlinePiece::kReplaced, {at_, at_ + 1}, ","});
    }
    at_ = copied_ = at_ + 1;
  }

  absl::string_view text_;
  ByteSpan line_;
  uint32_t at_;
  uint32_t copied_;
  std::vector<InlinePiece> pieces_;
  std::vector<uint32_t> closing_;  // of each bracket of the line; lazily
  std::vector<uint32_t> open_links_;
};

}  // namespace

std::vector<InlinePiece> ReadInline(absl::string_view text, ByteSpan line) {
  return InlineReader(text, line).Read();
}

}  // namespace weft::extractor
