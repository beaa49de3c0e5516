#include "extractor/value/document_date.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "extractor/value/date_point.h"
#include "extractor/value/words.h"

namespace weft::extractor {
namespace {

// Years outside are history or science fiction, not the frame of an article.
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

std::optional<absl::CivilDay> DayOf(const DatePoint& point) {
  if (point.year == 0 || point.month == 0 || point.day == 0) {
    return std::nullopt;
  }
  const absl::CivilDay day(point.year, point.month, point.day);
  if (day.month() != point.month) return std::nullopt;
  return day;
}

// The date that is all of the sentence but "Published on", "Updated:".
std::optional<absl::CivilDay> DateLine(const Words& words) {
  size_t at = 0;
  const absl::string_view first = words.lower(0);
  if (first == "published" || first == "posted" || first == "updated" ||
      first == "date") {
    ++at;
    if (words.lower(at) == "on" || words.text(at) == ":") ++at;
  }
  const auto point = ReadDatePoint(words, at);
  if (!point || point->end != words.size()) return std::nullopt;
  return DayOf(*point);
}

// What the text says about the years around it.
struct YearClues {
  int first = kLastYear + 1;
  int last = kFirstYear - 1;
  std::vector<DatePoint> weekdays;  // with weekday, month, day, no year
};

void CollectClues(const Words& words, YearClues& clues) {
  for (size_t i = 0; i < words.size();) {
    const auto point = ReadDatePoint(words, i);
    if (!point) {
      ++i;
      continue;
    }
    i = point->end;
    if (point->year >= kFirstYear && point->year <= kLastYear) {
      clues.first = std::min(clues.first, point->year);
      clues.last = std::max(clues.last, point->year);
    }
    if (point->weekday && point->day != 0 && point->year == 0) {
      clues.weekdays.push_back(*point);
    }
  }
}

}  // namespace

std::optional<absl::CivilDay> EstimateDocumentDate(
    absl::Span<const Sentence> sentences) {
  YearClues clues;
  for (size_t i = 0; i < sentences.size(); ++i) {
    const Words words(sentences[i].tokens);
    if (i < kDateLines) {
      if (const auto day = DateLine(words)) return day;
    }
    CollectClues(words, clues);
  }
  std::optional<absl::CivilDay> best;
  for (const DatePoint& point : clues.weekdays) {
    std::optional<absl::CivilDay> only;
    for (int year = clues.first; year <= clues.last; ++year) {
      const absl::CivilDay day(year, point.month, point.day);
      if (day.month() != point.month ||
          absl::GetWeekday(day) != *point.weekday) {
        continue;
      }
      if (only) return std::nullopt;
      only = day;
    }
    if (only && (!best || *best < *only)) best = only;
  }
  return best;
}

}  // namespace weft::extractor
