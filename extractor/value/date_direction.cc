#include "extractor/value/date_direction.h"

#include "absl/container/flat_hash_set.h"

namespace weft::extractor {
namespace {

// How far before a date a word that makes it a future one may stand.
constexpr size_t kCueWindow = 14;

}  // namespace

Direction FindDirection(const Words& words, size_t i) {
  static const auto& future = *new absl::flat_hash_set<absl::string_view>{
      "will",    "'ll",      "\u2019ll",  "wo",        "shall",
      "expects", "expected", "expect",    "plans",     "planned",
      "plan",    "due",      "scheduled", "slated",    "set",
      "going",   "aims",     "hopes",     "intends",   "until",
      "till",    "upcoming", "effective", "forecasts", "anticipates",
      "ahead",   "slipped",  "postponed", "delayed"};
  // The present tense of what is on a calendar: "opens in June".
  static const auto& scheduled = *new absl::flat_hash_set<absl::string_view>{
      "starts",  "begins", "opens",  "launches", "ends",   "arrives",
      "visits",  "plays",  "meets",  "faces",    "hosts",  "returns",
      "expires", "start",  "begin",  "visit",    "arrive", "meet",
      "expire",  "travel", "travels"};
  static const auto& past = *new absl::flat_hash_set<absl::string_view>{
      "since", "was", "were", "had", "did", "ago"};
  for (size_t back = 1; back <= kCueWindow && back <= i; ++back) {
    const absl::string_view word = words.lower(i - back);
    if (word == ";" || word == "." || word == ":" || word == "because" ||
        word == "when" || word == "which" || word == "who") {
      break;
    }
    if (future.contains(word) || scheduled.contains(word)) {
      return Direction::kFuture;
    }
    if (past.contains(word)) return Direction::kPast;
  }
  return Direction::kNearest;
}

}  // namespace weft::extractor
