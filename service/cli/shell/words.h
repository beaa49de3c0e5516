// A line cut into words as a shell does it, without the expansions of a shell.
//
// Words are separated by white space. A quote, ' or ", opens where a word
// begins or behind its '=', so that Northmoor's stays one word of eleven
// characters; it ends at the same quote, and "..." takes \" and \\ for " and
// backslash. Outside quotes a backslash makes the next character ordinary.
#ifndef WEFT_SERVICE_CLI_SHELL_WORDS_H_
#define WEFT_SERVICE_CLI_SHELL_WORDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

struct Word {
  std::string text;  // without quotes and backslashes
  size_t begin = 0;  // in the line, in bytes, quotes and backslashes included
  size_t end = 0;
  bool plain = true;  // no quote and no backslash
};

struct Words {
  std::vector<Word> words;
  // A quote is open at the end, or the last character is a backslash: the line
  // goes on.
  bool open = false;
  char quote = '\0';  // the quote that is open
};

Words SplitWords(absl::string_view line);

// `text` as one word of a line: in quotes where it needs them.
std::string QuoteWord(absl::string_view text);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_WORDS_H_
