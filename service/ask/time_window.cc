#include "service/ask/time_window.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "extractor/value/value_finder.h"

namespace weft::service {
namespace {

using extractor::AnalyzedSentence;
using extractor::ValueMention;

std::string Word(const AnalyzedSentence& sentence, uint32_t i) {
  return absl::AsciiStrToLower(sentence.sentence.tokens[i].text);
}

// "2020-03/2020-05": from the first to the last.
std::pair<std::string, std::string> EndsOf(const std::string& iso) {
  const size_t slash = iso.find('/');
  if (slash == std::string::npos) return {iso, iso};
  return {iso.substr(0, slash), iso.substr(slash + 1)};
}

TimeWindow WindowOf(const AnalyzedSentence& sentence,
                    const ValueMention& date) {
  TimeWindow out;
  out.tokens = date.tokens;
  std::tie(out.since, out.until) = EndsOf(date.value.iso);
  if (date.tokens.begin == 0) return out;
  const std::string bound = Word(sentence, date.tokens.begin - 1);
  if (bound == "since" || bound == "from") {
    out.until.clear();
  } else if (bound == "after") {
    out.since = std::exchange(out.until, "");
    out.after = true;
  } else if (bound == "until" || bound == "by") {
    out.since.clear();
  } else if (bound == "before") {
    out.until = std::exchange(out.since, "");
    out.before = true;
  }
  return out;
}

// "between A and B", "from A to B".
bool AreJoined(const AnalyzedSentence& sentence, const ValueMention& a,
               const ValueMention& b) {
  if (a.tokens.begin == 0 || a.tokens.end + 1 != b.tokens.begin) return false;
  const std::string before = Word(sentence, a.tokens.begin - 1);
  const std::string middle = Word(sentence, a.tokens.end);
  return (before == "between" && middle == "and") ||
         (before == "from" && (middle == "to" || middle == "until"));
}

}  // namespace

bool TimeWindow::Holds(absl::string_view said) const {
  if (said.empty()) return false;
  const auto order = [&](const std::string& bound) {
    const size_t size = std::min(said.size(), bound.size());
    return said.substr(0, size).compare(
        absl::string_view(bound).substr(0, size));
  };
  if (!since.empty() && order(since) < (after ? 1 : 0)) return false;
  return until.empty() || order(until) <= (before ? -1 : 0);
}

std::vector<TimeWindow> FindTimeWindows(
    const AnalyzedSentence& sentence, std::optional<absl::CivilDay> published) {
  std::vector<TimeWindow> out;
  const ValueMention* last = nullptr;
  const std::vector<ValueMention> values =
      extractor::FindValues(sentence.sentence.tokens, published);
  for (const ValueMention& value : values) {
    if (value.value.kind != extractor::ValueKind::kDate ||
        value.value.iso.empty()) {
      continue;
    }
    if (last != nullptr && AreJoined(sentence, *last, value)) {
      TimeWindow& both = out.back();
      both.since = EndsOf(last->value.iso).first;
      both.until = EndsOf(value.value.iso).second;
      both.tokens.end = value.tokens.end;
      last = nullptr;
      continue;
    }
    out.push_back(WindowOf(sentence, value));
    last = &value;
  }
  return out;
}

}  // namespace weft::service
