// Times that a question sets as a condition: "in 2022", "since January", "after
// 3 May 2024", "before 2020", "between 2019 and 2021".
#ifndef WEFT_SERVICE_ASK_TIME_WINDOW_H_
#define WEFT_SERVICE_ASK_TIME_WINDOW_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "base/span.h"
#include "extractor/analysis/analyzer.h"

namespace weft::service {

// Times are ISO 8601 and compared as far as the coarser of two goes, so that
// "2021" lies within "since March 2021".
struct TimeWindow {
  std::string since;  // "": open
  std::string until;
  bool after = false;   // `since` itself lies outside
  bool before = false;  // `until` itself lies outside
  TokenSpan tokens;     // of the question: the dates and what joins them

  bool Holds(absl::string_view said) const;
};

// One for each date, or for the two of "between A and B". Relative dates ("last
// year") count from `published` and are left out without it.
std::vector<TimeWindow> FindTimeWindows(
    const extractor::AnalyzedSentence& sentence,
    std::optional<absl::CivilDay> published);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_TIME_WINDOW_H_
