#include "graphstore/query/value/format.h"

#include <charconv>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"

namespace weft::graphstore::query {

std::string FormatFloat(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  const double size = std::fabs(value);
  // Beyond these bounds the plain form is all zeros to read.
  const bool scientific = size != 0 && (size < 1e-3 || size >= 1e15);
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value,
                                 scientific ? std::chars_format::scientific
                                            : std::chars_format::fixed)
                       .ptr;
  std::string text(buffer, end);
  const size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  if (e == std::string::npos) return mantissa;
  int exponent = 0;
  const char* digits = text.c_str() + e + 1;
  if (*digits == '+') ++digits;
  std::from_chars(digits, text.c_str() + text.size(), exponent);
  return absl::StrCat(mantissa, "E", exponent);
}

std::string QuoteString(absl::string_view text) {
  std::string quoted = "'";
  for (char c : text) {
    switch (c) {
      case '\'':
        quoted += "\\'";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace weft::graphstore::query
