#include "graphstore/query/lang/lexer.h"

#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

bool IsNameStart(char c) {
  return absl::ascii_isalpha(c) || c == '_' || static_cast<uint8_t>(c) >= 0x80;
}

bool IsNamePart(char c) { return IsNameStart(c) || absl::ascii_isdigit(c); }

// The length of a character of general punctuation, U+2000 to U+206F, or of a
// no-break space: they look like ASCII and are pasted by accident.
size_t LookalikeLength(absl::string_view text) {
  if (text.size() >= 3 && text[0] == '\xE2' &&
      (text[1] == '\x80' || (text[1] == '\x81' && text[2] <= '\xAF'))) {
    return 3;
  }
  if (text.size() >= 2 && text[0] == '\xC2' && text[1] == '\xA0') return 2;
  return 0;
}

class Lexer {
 public:
  explicit Lexer(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<Token>> Run() {
    std::vector<Token> tokens;
    while (true) {
      WEFT_RETURN_IF_ERROR(SkipBlanks());
      Token token;
      token.begin = at_;
      WEFT_RETURN_IF_ERROR(Read(&token));
      token.end = at_;
      tokens.push_back(std::move(token));
      if (tokens.back().kind == TokenKind::kEnd) return tokens;
    }
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  absl::Status Error(size_t at, absl::string_view detail,
                     absl::string_view message) const {
    return SyntaxErrorAt(text_, at, detail, message);
  }

  absl::Status SkipBlanks() {
    while (at_ < text_.size()) {
      if (absl::ascii_isspace(Peek())) {
        ++at_;
      } else if (Peek() == '/' && Peek(1) == '/') {
        while (at_ < text_.size() && Peek() != '\n') ++at_;
      } else if (Peek() == '/' && Peek(1) == '*') {
        const size_t end = text_.find("*/", at_ + 2);
        if (end == absl::string_view::npos) {
          return Error(at_, "UnexpectedSyntax",
                       "this comment has no end; add */");
        }
        at_ = end + 2;
      } else {
        break;
      }
    }
    return absl::OkStatus();
  }

  absl::Status Read(Token* token) {
    if (at_ >= text_.size()) return absl::OkStatus();
    const char c = Peek();
    if (absl::ascii_isdigit(c) || (c == '.' && absl::ascii_isdigit(Peek(1)) &&
                                   (at_ == 0 || text_[at_ - 1] != '.'))) {
      return ReadNumber(token);
    }
    if (c == '\'' || c == '"') return ReadString(token);
    if (c == '`') return ReadQuotedName(token);
    if (LookalikeLength(text_.substr(at_)) > 0) {
      return Error(at_, "InvalidUnicodeCharacter",
                   "this character only looks like one of the language; type "
                   "the plain ASCII one");
    }
    if (IsNameStart(c)) {
      token->kind = TokenKind::kName;
      while (IsNamePart(Peek()) && LookalikeLength(text_.substr(at_)) == 0) {
        token->text.push_back(text_[at_++]);
      }
      return absl::OkStatus();
    }
    return ReadSymbol(token);
  }

  absl::Status ReadSymbol(Token* token) {
    token->kind = TokenKind::kSymbol;
    for (const char* symbol : {"<>", "<=", ">=", "=~", "..", "+=", "||"}) {
      if (text_.substr(at_, 2) == symbol) {
        token->text = symbol;
        at_ += 2;
        return absl::OkStatus();
      }
    }
    const char c = Peek();
    if (absl::string_view("()[]{},.:;|+-*/%^=<>$&!").find(c) ==
        absl::string_view::npos) {
      return Error(at_, "UnexpectedSyntax",
                   absl::StrCat("unexpected character `",
                                absl::string_view(&text_[at_], 1), "`"));
    }
    token->text = std::string(1, c);
    ++at_;
    return absl::OkStatus();
  }

  absl::Status ReadQuotedName(Token* token) {
    token->kind = TokenKind::kQuotedName;
    const size_t begin = at_++;
    while (true) {
      if (at_ >= text_.size()) {
        return Error(begin, "UnexpectedSyntax",
                     "this quoted name has no end; add a backquote");
      }
      const char c = text_[at_++];
      if (c == '`') {
        if (Peek() != '`') return absl::OkStatus();
        ++at_;  // a doubled backquote stands for one
      }
      token->text.push_back(c);
    }
  }

  absl::Status ReadString(Token* token) {
    token->kind = TokenKind::kString;
    const size_t begin = at_;
    const char quote = text_[at_++];
    while (true) {
      if (at_ >= text_.size()) {
        return Error(begin, "UnexpectedSyntax",
                     absl::StrCat("this string has no end; add ",
                                  absl::string_view(&quote, 1)));
      }
      const char c = text_[at_++];
      if (c == quote) return absl::OkStatus();
      if (c == '\\') {
        WEFT_RETURN_IF_ERROR(ReadEscape(&token->text));
      } else {
        token->text.push_back(c);
      }
    }
  }

  absl::Status ReadEscape(std::string* out) {
    const char c = Peek();
    ++at_;
    switch (c) {
      case 'b':
        out->push_back('\b');
        return absl::OkStatus();
      case 'f':
        out->push_back('\f');
        return absl::OkStatus();
      case 'n':
        out->push_back('\n');
        return absl::OkStatus();
      case 'r':
        out->push_back('\r');
        return absl::OkStatus();
      case 't':
        out->push_back('\t');
        return absl::OkStatus();
      case '\\':
      case '\'':
      case '"':
      case '`':
        out->push_back(c);
        return absl::OkStatus();
      case 'u':
        return ReadUnicode(4, out);
      case 'U':
        return ReadUnicode(8, out);
      default:
        // Unknown escapes stand for themselves, so that patterns for =~ such
        // as '\d+' can be typed.
        out->push_back('\\');
        --at_;
        return absl::OkStatus();
    }
  }

  absl::Status ReadUnicode(int digits, std::string* out) {
    uint32_t code = 0;
    if (!ReadHex(digits, &code)) {
      return Error(at_, "InvalidUnicodeLiteral",
                   absl::StrCat("expected ", digits,
                                " hexadecimal digits after the escape"));
    }
    // A pair of surrogates writes one character.
    if (code >= 0xD800 && code < 0xDC00 && Peek() == '\\' && Peek(1) == 'u') {
      at_ += 2;
      uint32_t low = 0;
      if (ReadHex(4, &low) && low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      }
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      return Error(at_, "InvalidUnicodeLiteral",
                   "this escape is no Unicode character");
    }
    AppendUtf8(code, out);
    return absl::OkStatus();
  }

  bool ReadHex(int digits, uint32_t* code) {
    *code = 0;
    for (int i = 0; i < digits; ++i) {
      const char c = Peek();
      if (!absl::ascii_isxdigit(c)) return false;
      const uint32_t digit =
          absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
      *code = *code * 16 + digit;
      ++at_;
    }
    return true;
  }

  absl::Status ReadNumber(Token* token) {
    const size_t begin = at_;
    if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'o')) {
      ReadRadix(token, Peek(1) == 'x' ? 16 : 8);
    } else {
      WEFT_RETURN_IF_ERROR(ReadDecimal(token, begin));
    }
    if (IsNamePart(Peek()) && LookalikeLength(text_.substr(at_)) == 0) {
      token->kind = TokenKind::kBadNumber;
      while (IsNamePart(Peek())) ++at_;
    }
    token->text = std::string(text_.substr(begin, at_ - begin));
    return absl::OkStatus();
  }

  void Append(Token* token, uint64_t radix, uint64_t digit) {
    const unsigned __int128 wide =
        static_cast<unsigned __int128>(token->magnitude) * radix + digit;
    if (wide >> 64 != 0) token->overflow = true;
    token->magnitude = static_cast<uint64_t>(wide);
  }

  void ReadRadix(Token* token, uint64_t radix) {
    token->kind = TokenKind::kInteger;
    at_ += 2;
    const size_t begin = at_;
    while (absl::ascii_isxdigit(Peek())) {
      const char c = absl::ascii_tolower(Peek());
      const uint64_t digit = absl::ascii_isdigit(c) ? c - '0' : c - 'a' + 10;
      if (digit >= radix) break;
      Append(token, radix, digit);
      ++at_;
    }
    if (at_ == begin) token->kind = TokenKind::kBadNumber;
  }

  absl::Status ReadDecimal(Token* token, size_t begin) {
    token->kind = TokenKind::kInteger;
    while (absl::ascii_isdigit(Peek())) {
      Append(token, 10, text_[at_++] - '0');
    }
    if (Peek() == '.' && absl::ascii_isdigit(Peek(1))) {
      token->kind = TokenKind::kFloat;
      ++at_;
      while (absl::ascii_isdigit(Peek())) ++at_;
    }
    const bool exponent = absl::ascii_tolower(Peek()) == 'e';
    const size_t sign = Peek(1) == '-' || Peek(1) == '+' ? 1 : 0;
    if (exponent && absl::ascii_isdigit(Peek(1 + sign))) {
      token->kind = TokenKind::kFloat;
      at_ += 1 + sign;
      while (absl::ascii_isdigit(Peek())) ++at_;
    }
    if (token->kind == TokenKind::kFloat) {
      if (!absl::SimpleAtod(text_.substr(begin, at_ - begin), &token->number) ||
          std::isinf(token->number)) {
        return Error(begin, "FloatingPointOverflow",
                     "this number is too large for a 64-bit float");
      }
    }
    return absl::OkStatus();
  }

  absl::string_view text_;
  uint32_t at_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view text) {
  return Lexer(text).Run();
}

}  // namespace weft::graphstore::query
