#include "extractor/value/time_of_day.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace weft::extractor {
namespace {

bool IsTimeZone(absl::string_view word) {
  static const auto& zones = *new absl::flat_hash_set<absl::string_view>{
      "gmt", "utc", "est", "edt", "et",   "cst", "cdt", "ct", "pst",
      "pdt", "pt",  "mst", "cet", "cest", "bst", "ist", "jst"};
  return zones.contains(word);
}

}  // namespace

std::optional<TimeOfDay> ReadTimeOfDay(const Words& words, size_t i) {
  TimeOfDay time;
  const absl::string_view word = words.lower(i);
  if (word == "noon" || word == "midnight") {
    time.hour = word == "noon" ? 12 : 0;
    time.end = i + 1;
    return time;
  }
  const size_t colon = word.find(':');
  const bool clock = colon != word.npos;
  if (clock) {
    if (word.size() - colon != 3 || colon == 0 || colon > 2 ||
        !absl::SimpleAtoi(word.substr(0, colon), &time.hour) ||
        !absl::SimpleAtoi(word.substr(colon + 1), &time.minute)) {
      return std::nullopt;
    }
  } else if (word.size() > 2 || !absl::SimpleAtoi(word, &time.hour)) {
    return std::nullopt;
  }
  time.end = i + 1;
  const absl::string_view half = words.lower(time.end);
  const bool am = half == "am" || half == "a.m." || half == "a.m";
  const bool pm = half == "pm" || half == "p.m." || half == "p.m";
  if (am || pm) {
    if (time.hour < 1 || time.hour > 12) return std::nullopt;
    time.hour = time.hour % 12 + (pm ? 12 : 0);
    ++time.end;
  } else if (!clock) {
    return std::nullopt;
  }
  if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59) {
    return std::nullopt;
  }
  if (IsTimeZone(words.lower(time.end))) ++time.end;
  if (words.lower(time.end) == "local" && words.lower(time.end + 1) == "time") {
    time.end += 2;
  }
  return time;
}

std::string IsoTime(const std::string& day, const TimeOfDay& time) {
  return absl::StrFormat("%sT%02d:%02d", day, time.hour, time.minute);
}

}  // namespace weft::extractor
