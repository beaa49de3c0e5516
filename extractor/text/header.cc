#include "extractor/text/header.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace weft::extractor {

std::optional<absl::CivilDay> ParseIsoDay(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') {
    return std::nullopt;
  }
  for (size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!absl::ascii_isdigit(text[i])) return std::nullopt;
  }
  for (char c : text.substr(10)) {
    if (!absl::ascii_isdigit(c) &&
        absl::string_view("T :.+-Z").find(c) == absl::string_view::npos) {
      return std::nullopt;
    }
  }
  int year = 0, month = 0, day = 0;
  if (!absl::SimpleAtoi(text.substr(0, 4), &year) ||
      !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &day)) {
    return std::nullopt;
  }
  const absl::CivilDay result(year, month, day);
  // CivilDay normalises 30 February to 2 March.
  if (result.month() != month || result.day() != day) return std::nullopt;
  return result;
}

std::optional<ArticleHeader> FindArticleHeader(absl::string_view text) {
  const size_t first_end = text.find('\n');
  if (first_end == absl::string_view::npos) return std::nullopt;
  const absl::string_view first = text.substr(0, first_end);
  const absl::string_view title = absl::StripAsciiWhitespace(first);
  if (title.empty()) return std::nullopt;

  const size_t second_begin = first_end + 1;
  const size_t second_end = text.find('\n', second_begin);
  // npos - begin is still "to the end".
  const absl::string_view second =
      text.substr(second_begin, second_end - second_begin);
  const std::optional<absl::CivilDay> day = ParseIsoDay(second);
  if (!day.has_value()) return std::nullopt;

  const auto title_begin = static_cast<uint32_t>(title.data() - text.data());
  const size_t line_end =
      second_end == absl::string_view::npos ? text.size() : second_end + 1;
  return ArticleHeader{
      {title_begin, title_begin + static_cast<uint32_t>(title.size())},
      {static_cast<uint32_t>(second_begin), static_cast<uint32_t>(line_end)},
      *day};
}

}  // namespace weft::extractor
