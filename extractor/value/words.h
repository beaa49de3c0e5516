// The tokens of a sentence as the readers of values see them: lower-cased, and
// "" behind the end, so that no reader checks bounds.
#ifndef WEFT_EXTRACTOR_VALUE_WORDS_H_
#define WEFT_EXTRACTOR_VALUE_WORDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/token/token.h"

namespace weft::extractor {

class Words {
 public:
  explicit Words(absl::Span<const Token> tokens) : tokens_(tokens) {
    lower_.reserve(tokens.size());
    for (const Token& token : tokens) {
      lower_.push_back(absl::AsciiStrToLower(token.text));
    }
  }

  size_t size() const { return tokens_.size(); }
  absl::string_view lower(size_t i) const {
    return i < lower_.size() ? absl::string_view(lower_[i]) : "";
  }
  absl::string_view text(size_t i) const {
    return i < tokens_.size() ? tokens_[i].text : absl::string_view();
  }
  // Token i stands right behind token i - 1.
  bool glued(size_t i) const {
    return i > 0 && i < tokens_.size() && !tokens_[i].space_before;
  }
  bool is_hyphen(size_t i) const {
    const absl::string_view word = text(i);
    return word == "-" || word == "\u2010" || word == "\u2011";
  }
  bool is_dash(size_t i) const {
    const absl::string_view word = text(i);
    return is_hyphen(i) || word == "\u2013" || word == "\u2014";
  }
  // `i`, or behind it when a hyphen stands there ("two - day").
  size_t SkipHyphen(size_t i) const { return is_hyphen(i) ? i + 1 : i; }

  // The words of [begin, end) as they stand in the text.
  std::string Join(size_t begin, size_t end) const {
    std::string joined;
    for (size_t i = begin; i < end; ++i) {
      if (i > begin && tokens_[i].space_before) joined += ' ';
      joined.append(tokens_[i].text.data(), tokens_[i].text.size());
    }
    return joined;
  }

 private:
  absl::Span<const Token> tokens_;
  std::vector<std::string> lower_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_WORDS_H_
