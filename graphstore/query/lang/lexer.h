// Splits the text of a query into tokens.
//
// Comments (`// ...` and `/* ... */`) and white space separate tokens. Keywords
// are names until the parser asks for them; case does not matter there.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_LEXER_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_LEXER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore::query {

enum class TokenKind : uint8_t {
  kName,        // bare: `n`, `MATCH`
  kQuotedName,  // in backquotes; `text` without them
  kInteger,     // decimal, 0x or 0o; `magnitude`
  kFloat,       // `number`
  kBadNumber,   // "12ab": an error unless somebody else has a better one
  kString,      // `text` with escapes resolved
  kSymbol,      // `text`: "(", "<=", ".." ...
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;
  uint64_t magnitude = 0;
  bool overflow = false;  // the magnitude does not fit
  double number = 0;
  uint32_t begin = 0;  // bytes of the query
  uint32_t end = 0;
};

// The last token is kEnd. Errors: InvalidArgument (error.h): an unfinished
// string or comment, a bad escape, a character that belongs to no token.
absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view text);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_LEXER_H_
