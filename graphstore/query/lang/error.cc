#include "graphstore/query/lang/error.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::graphstore::query {
namespace {

constexpr char kPayloadUrl[] = "weft/query-error";
constexpr char kPlaceUrl[] = "weft/query-place";
// Of a long line only the surroundings of the error are shown.
constexpr size_t kShownBefore = 60;
constexpr size_t kShownAfter = 40;

bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

// Characters, not bytes, so that the caret stands right under UTF-8 text.
size_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return !IsContinuation(c); });
}

struct Place {
  size_t line = 1;
  size_t column = 1;
  std::string before;  // of the line, as shown
  std::string after;
};

Place FindPlace(absl::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  Place place;
  const size_t newline =
      offset == 0 ? absl::string_view::npos : text.rfind('\n', offset - 1);
  const size_t begin = newline == absl::string_view::npos ? 0 : newline + 1;
  size_t end = text.find('\n', offset);
  if (end == absl::string_view::npos) end = text.size();
  place.line = 1 + std::count(text.begin(), text.begin() + begin, '\n');
  place.column = 1 + CountCharacters(text.substr(begin, offset - begin));
  size_t from = offset - begin > kShownBefore ? offset - kShownBefore : begin;
  size_t to = std::min(end, offset + kShownAfter);
  while (from < offset && IsContinuation(text[from])) ++from;
  while (to < end && IsContinuation(text[to])) ++to;
  place.before = std::string(text.substr(from, offset - from));
  place.after = std::string(text.substr(offset, to - offset));
  for (std::string* part : {&place.before, &place.after}) {
    std::replace_if(
        part->begin(), part->end(), [](char c) { return c < ' ' && c >= 0; },
        ' ');
  }
  return place;
}

std::string WithPlace(absl::string_view text, size_t offset,
                      absl::string_view message) {
  const Place place = FindPlace(text, offset);
  return absl::StrCat("line ", place.line, ", column ", place.column, ": ",
                      message, "\n  ", place.before, place.after, "\n  ",
                      std::string(CountCharacters(place.before), ' '), "^");
}

}  // namespace

absl::Status RuntimeError(absl::string_view error_class,
                          absl::string_view detail, absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kPayloadUrl,
                    absl::Cord(absl::StrCat(error_class, "/", detail)));
  return status;
}

absl::Status ErrorAt(absl::string_view error_class, absl::string_view text,
                     size_t offset, absl::string_view detail,
                     absl::string_view message) {
  return AddPlace(RuntimeError(error_class, detail, message), text, offset);
}

absl::Status SyntaxErrorAt(absl::string_view text, size_t offset,
                           absl::string_view detail,
                           absl::string_view message) {
  return ErrorAt("SyntaxError", text, offset, detail, message);
}

absl::Status AddPlace(const absl::Status& status, absl::string_view text,
                      size_t offset) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (status.ok() || !payload.has_value() ||
      status.GetPayload(kPlaceUrl).has_value()) {
    return status;
  }
  absl::Status placed(status.code(), WithPlace(text, offset, status.message()));
  placed.SetPayload(kPayloadUrl, *payload);
  placed.SetPayload(kPlaceUrl, absl::Cord(absl::StrCat(offset)));
  return placed;
}

std::optional<ErrorInfo> ErrorInfoOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return std::nullopt;
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(std::string(*payload), absl::MaxSplits('/', 1));
  return ErrorInfo{parts.first, parts.second};
}

}  // namespace weft::graphstore::query
