#include "extractor/value/document_date.h"

#include <cstddef>
#include <vector>

#include "absl/container/btree_set.h"
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
  absl::btree_set<int> years;
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
      clues.years.insert(point->year);
    }
    if (point->weekday && point->day != 0 && point->year == 0) {
      clues.weekdays.push_back(*point);
    }
  }
}

// The days of these years on which the weekday of `point` fits.
std::vector<absl::CivilDay> MatchingDays(const DatePoint& point,
                                         const absl::btree_set<int>& years) {
  std::vector<absl::CivilDay> days;
  for (int year : years) {
    const absl::CivilDay day(year, point.month, point.day);
    if (day.month() == point.month && absl::GetWeekday(day) == *point.weekday) {
      days.push_back(day);
    }
  }
  return days;
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
  if (clues.years.empty()) return std::nullopt;
  const int last = *clues.years.rbegin();
  std::optional<absl::CivilDay> best;
  for (const DatePoint& point : clues.weekdays) {
    std::vector<absl::CivilDay> days = MatchingDays(point, clues.years);
    if (days.empty()) days = MatchingDays(point, {last - 1, last + 1});
    if (days.size() > 1) return std::nullopt;
    if (!days.empty() && (!best || *best < days[0])) best = days[0];
  }
  return best;
}

}  // namespace weft::extractor
