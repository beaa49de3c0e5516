#include "graphstore/dict/iso_date.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace weft::graphstore {
namespace {

constexpr int64_t kMsPerDay = int64_t{24} * 60 * 60 * 1000;
constexpr int64_t kBias = int64_t{1} << 49;
constexpr int kGranularityShift = 6;
constexpr int kStartShift = kGranularityShift + 4;

// Reads exactly `digits` digits off the front.
bool TakeNumber(int digits, absl::string_view* in, int* number) {
  if (in->size() < static_cast<size_t>(digits)) return false;
  *number = 0;
  for (const char c : in->substr(0, digits)) {
    if (!absl::ascii_isdigit(c)) return false;
    *number = *number * 10 + (c - '0');
  }
  in->remove_prefix(digits);
  return true;
}

bool TakeChar(char c, absl::string_view* in) {
  if (in->empty() || in->front() != c) return false;
  in->remove_prefix(1);
  return true;
}

int64_t DayNumber(absl::CivilDay day) { return day - absl::CivilDay(1970); }

// Reads "Thh:mm[:ss[.mmm]]Z".
bool TakeTime(absl::string_view* in, int64_t* ms, Granularity* granularity) {
  int hour, minute, second = 0, fraction = 0;
  if (!TakeChar('T', in) || !TakeNumber(2, in, &hour) || !TakeChar(':', in) ||
      !TakeNumber(2, in, &minute)) {
    return false;
  }
  *granularity = Granularity::kMinute;
  if (TakeChar(':', in)) {
    *granularity = Granularity::kSecond;
    if (!TakeNumber(2, in, &second)) return false;
    if (TakeChar('.', in)) {
      *granularity = Granularity::kMillisecond;
      if (!TakeNumber(3, in, &fraction)) return false;
    }
  }
  *ms = ((hour * 60 + minute) * 60 + second) * int64_t{1000} + fraction;
  return hour < 24 && minute < 60 && second < 60 && TakeChar('Z', in);
}

std::optional<DayInterval> ParseQuarter(absl::string_view text) {
  int year, quarter;
  if (!TakeNumber(4, &text, &year) || !TakeChar('-', &text) ||
      !TakeChar('Q', &text) || !TakeNumber(1, &text, &quarter) ||
      !text.empty() || quarter < 1 || quarter > 4) {
    return std::nullopt;
  }
  const absl::CivilMonth first(year, 3 * quarter - 2);
  return DayInterval{DayNumber(absl::CivilDay(first)),
                     DayNumber(absl::CivilDay(first + 3)) - 1};
}

DayInterval DaysOf(const IsoDate& date) {
  // Floor division: times before 1970 are negative.
  int64_t day = date.start_ms / kMsPerDay;
  if (day * kMsPerDay > date.start_ms) --day;
  const absl::CivilDay start = absl::CivilDay(1970) + day;
  switch (date.granularity) {
    case Granularity::kYear:
      return {day, DayNumber(absl::CivilDay(start.year() + 1)) - 1};
    case Granularity::kMonth:
      return {day, DayNumber(absl::CivilDay(absl::CivilMonth(start) + 1)) - 1};
    default:
      return {day, day};
  }
}

}  // namespace

std::optional<IsoDate> ParseIsoDate(absl::string_view text) {
  int year, month = 1, day = 1;
  int64_t ms = 0;
  Granularity granularity = Granularity::kYear;
  if (!TakeNumber(4, &text, &year)) return std::nullopt;
  if (TakeChar('-', &text)) {
    granularity = Granularity::kMonth;
    if (!TakeNumber(2, &text, &month)) return std::nullopt;
    if (TakeChar('-', &text)) {
      granularity = Granularity::kDay;
      if (!TakeNumber(2, &text, &day)) return std::nullopt;
      if (!text.empty() && !TakeTime(&text, &ms, &granularity)) {
        return std::nullopt;
      }
    }
  }
  const absl::CivilDay start(year, month, day);
  const bool exists = start.month() == month && start.day() == day;
  if (!text.empty() || !exists) return std::nullopt;
  return IsoDate{DayNumber(start) * kMsPerDay + ms, granularity};
}

std::string FormatIsoDate(const IsoDate& date) {
  const int64_t day = DaysOf(date).first;
  const absl::CivilDay start = absl::CivilDay(1970) + day;
  std::string text = absl::StrFormat("%04d", start.year());
  if (date.granularity == Granularity::kYear) return text;
  absl::StrAppendFormat(&text, "-%02d", start.month());
  if (date.granularity == Granularity::kMonth) return text;
  absl::StrAppendFormat(&text, "-%02d", start.day());
  if (date.granularity == Granularity::kDay) return text;
  const int64_t ms = date.start_ms - day * kMsPerDay;
  absl::StrAppendFormat(&text, "T%02d:%02d", ms / 3600000, ms / 60000 % 60);
  if (date.granularity != Granularity::kMinute) {
    absl::StrAppendFormat(&text, ":%02d", ms / 1000 % 60);
  }
  if (date.granularity == Granularity::kMillisecond) {
    absl::StrAppendFormat(&text, ".%03d", ms % 1000);
  }
  return text + "Z";
}

std::string FormatDay(int64_t day) {
  return FormatIsoDate({day * kMsPerDay, Granularity::kDay});
}

uint64_t EncodeDate(const IsoDate& date) {
  return (static_cast<uint64_t>(date.start_ms + kBias) << kStartShift) |
         (static_cast<uint64_t>(date.granularity) << kGranularityShift);
}

std::optional<IsoDate> DecodeDate(uint64_t code) {
  const uint64_t granularity = (code >> kGranularityShift) & 0xF;
  if (granularity > static_cast<uint64_t>(Granularity::kMillisecond)) {
    return std::nullopt;
  }
  return IsoDate{static_cast<int64_t>(code >> kStartShift) - kBias,
                 static_cast<Granularity>(granularity)};
}

std::optional<DayInterval> ParseDays(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash != absl::string_view::npos) {
    const auto from = ParseDays(text.substr(0, slash));
    const auto until = ParseDays(text.substr(slash + 1));
    if (!from || !until || from->first > until->last) return std::nullopt;
    return DayInterval{from->first, until->last};
  }
  if (const auto date = ParseIsoDate(text)) return DaysOf(*date);
  if (const auto quarter = ParseQuarter(text)) return quarter;
  if (text.size() > 10 && text[10] == 'T') return ParseDays(text.substr(0, 10));
  return std::nullopt;
}

}  // namespace weft::graphstore
