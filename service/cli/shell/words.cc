#include "service/cli/shell/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace weft::service {
namespace {

bool IsQuote(char c) { return c == '"' || c == '\''; }

class Splitter {
 public:
  explicit Splitter(absl::string_view line) : line_(line) {}

  Words Split() {
    while (true) {
      SkipBlanks();
      if (at_ == line_.size()) return words_;
      ReadWord();
    }
  }

 private:
  // A backslash before a line feed makes one line of two.
  void SkipBlanks() {
    while (at_ < line_.size()) {
      if (absl::ascii_isspace(line_[at_])) {
        ++at_;
      } else if (line_.substr(at_, 2) == "\\\n") {
        at_ += 2;
      } else {
        return;
      }
    }
  }

  void ReadWord() {
    Word word;
    word.begin = at_;
    while (at_ < line_.size() && !absl::ascii_isspace(line_[at_])) {
      const bool may_open = at_ == word.begin || line_[at_ - 1] == '=';
      if (line_[at_] == '\\') {
        ReadEscaped(word);
      } else if (IsQuote(line_[at_]) && may_open) {
        ReadQuoted(word);
      } else {
        word.text += line_[at_++];
      }
    }
    word.end = at_;
    words_.words.push_back(std::move(word));
  }

  void ReadEscaped(Word& word) {
    word.plain = false;
    ++at_;
    if (at_ == line_.size()) {
      words_.open = true;
    } else if (line_[at_] == '\n') {
      ++at_;
    } else {
      word.text += line_[at_++];
    }
  }

  void ReadQuoted(Word& word) {
    word.plain = false;
    const char quote = line_[at_++];
    while (at_ < line_.size() && line_[at_] != quote) {
      const bool escape = quote == '"' && line_[at_] == '\\' &&
                          at_ + 1 < line_.size() &&
                          (line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
      if (escape) ++at_;
      word.text += line_[at_++];
    }
    if (at_ == line_.size()) {
      words_.open = true;
      words_.quote = quote;
    } else {
      ++at_;
    }
  }

  const absl::string_view line_;
  size_t at_ = 0;
  Words words_;
};

}  // namespace

Words SplitWords(absl::string_view line) { return Splitter(line).Split(); }

std::string QuoteWord(absl::string_view text) {
  const Words words = SplitWords(text);
  const bool whole =
      words.words.size() == 1 && words.words[0].text == text && !words.open;
  // These have a meaning of their own when they are a word.
  if (whole && text.find_first_of("|>;#") == absl::string_view::npos) {
    return std::string(text);
  }
  return absl::StrCat(
      "\"", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\"");
}

}  // namespace weft::service
