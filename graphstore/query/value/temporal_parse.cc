#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/value/temporal.h"

namespace weft::graphstore::query {
namespace {

// Reads ISO 8601 from the front of a text.
class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool Take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  absl::string_view rest() const { return text_.substr(at_); }

  size_t DigitsAhead() const {
    size_t end = at_;
    while (end < text_.size() && absl::ascii_isdigit(text_[end])) ++end;
    return end - at_;
  }

  // Exactly `width` digits.
  bool Digits(int width, int64_t* number) {
    if (text_.size() - at_ < static_cast<size_t>(width)) return false;
    int64_t value = 0;
    for (int i = 0; i < width; ++i) {
      const char c = text_[at_ + i];
      if (!absl::ascii_isdigit(c)) return false;
      value = value * 10 + (c - '0');
    }
    at_ += width;
    *number = value;
    return true;
  }

  // Up to nine digits after a point, as nanoseconds.
  bool Fraction(int64_t* nanos) {
    int64_t unit = kNanosPerSecond;
    *nanos = 0;
    if (!absl::ascii_isdigit(peek())) return false;
    while (absl::ascii_isdigit(peek())) {
      unit /= 10;
      *nanos += (text_[at_++] - '0') * unit;
    }
    return true;
  }

 private:
  absl::string_view text_;
  size_t at_ = 0;
};

int64_t DaysInYear(int64_t year) {
  return DaysFromCivil({year + 1, 1, 1}) - DaysFromCivil({year, 1, 1});
}

// Behind "2024-W" or "2024W": "09-4", "09", "094".
bool ReadWeekDate(Reader& in, int64_t year, bool extended, int64_t* days) {
  int64_t week = 0;
  int64_t day = 1;
  if (!in.Digits(2, &week)) return false;
  const bool has_day = extended ? in.Take('-') : absl::ascii_isdigit(in.peek());
  if (has_day && !in.Digits(1, &day)) return false;
  const auto first = FirstDayOfWeek(year, week);
  if (!first || day < 1 || day > 7) return false;
  *days = *first + day - 1;
  return true;
}

// Behind "2024-Q" or "2024Q": "1-60", "1", "160".
bool ReadQuarterDate(Reader& in, int64_t year, bool extended, int64_t* days) {
  int64_t quarter = 0;
  int64_t day = 1;
  if (!in.Digits(1, &quarter) || quarter < 1 || quarter > 4) return false;
  const bool has_day = extended ? in.Take('-') : absl::ascii_isdigit(in.peek());
  if (has_day && !in.Digits(2, &day)) return false;
  const int month = static_cast<int>(quarter - 1) * 3 + 1;
  const int64_t first = DaysFromCivil({year, month, 1});
  const int64_t next = quarter == 4 ? DaysFromCivil({year + 1, 1, 1})
                                    : DaysFromCivil({year, month + 3, 1});
  *days = first + day - 1;
  return day >= 1 && *days < next;
}

bool ReadDate(Reader& in, int64_t* days) {
  const bool negative = in.Take('-');
  if (!negative) in.Take('+');
  int64_t year = 0;
  int64_t month = 1;
  int64_t day = 1;
  if (!in.Digits(4, &year)) return false;
  if (negative) year = -year;
  const bool extended = in.Take('-');
  if (in.Take('W')) return ReadWeekDate(in, year, extended, days);
  if (in.Take('Q')) return ReadQuarterDate(in, year, extended, days);
  if (in.DigitsAhead() == 3) {
    if (!in.Digits(3, &day)) return false;
    *days = DaysFromCivil({year, 1, 1}) + day - 1;
    return day >= 1 && day <= DaysInYear(year);
  }
  if (extended) {
    if (!in.Digits(2, &month)) return false;
    if (in.Take('-') && !in.Digits(2, &day)) return false;
  } else if (in.Digits(2, &month)) {
    in.Digits(2, &day);
  }
  if (month < 1 || month > 12 || day < 1 ||
      day > DaysInMonth(year, static_cast<int>(month))) {
    return false;
  }
  *days = DaysFromCivil({year, static_cast<int>(month), static_cast<int>(day)});
  return true;
}

bool ReadTime(Reader& in, int64_t* nanos) {
  int64_t hour = 0;
  int64_t minute = 0;
  int64_t second = 0;
  int64_t fraction = 0;
  if (!in.Digits(2, &hour)) return false;
  const bool extended = in.Take(':');
  if (in.Digits(2, &minute)) {
    if (extended ? in.Take(':') : absl::ascii_isdigit(in.peek())) {
      if (!in.Digits(2, &second)) return false;
      if (in.Take('.') && !in.Fraction(&fraction)) return false;
    }
  } else if (extended) {
    return false;
  }
  if (hour > 23 || minute > 59 || second > 59) return false;
  *nanos = ((hour * 60 + minute) * 60 + second) * kNanosPerSecond + fraction;
  return true;
}

absl::StatusOr<Temporal> ReadDuration(absl::string_view text) {
  const absl::Status bad = absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is no duration such as P1Y2M3DT4H5M6S"));
  Reader in(text);
  if (!in.Take('P') || in.done()) return bad;
  Temporal value;
  value.kind = TemporalKind::kDuration;
  bool time = false;
  while (!in.done()) {
    if (in.Take('T')) {
      time = true;
      continue;
    }
    const bool negative = in.Take('-');
    int64_t amount = 0;
    int64_t digit = 0;
    int64_t fraction = 0;
    if (!in.Digits(1, &amount)) return bad;
    while (in.Digits(1, &digit)) amount = amount * 10 + digit;
    if (in.Take('.') && !in.Fraction(&fraction)) return bad;
    if (negative) amount = -amount;
    if (negative) fraction = -fraction;
    // Whole numbers stay exact; what is behind the point goes into smaller
    // units.
    const double part = static_cast<double>(fraction) / kNanosPerSecond;
    if (!time && in.Take('Y')) {
      value.months += amount * 12;
      AddToDuration(part * 12, 0, 0, &value);
    } else if (!time && in.Take('M')) {
      value.months += amount;
      AddToDuration(part, 0, 0, &value);
    } else if (!time && in.Take('W')) {
      value.days += amount * 7;
      AddToDuration(0, part * 7, 0, &value);
    } else if (!time && in.Take('D')) {
      value.days += amount;
      AddToDuration(0, part, 0, &value);
    } else if (time && in.Take('H')) {
      value.seconds += amount * 3600;
      AddToDuration(0, 0, part * 3600, &value);
    } else if (time && in.Take('M')) {
      value.seconds += amount * 60;
      AddToDuration(0, 0, part * 60, &value);
    } else if (time && in.Take('S')) {
      value.seconds += amount;
      value.nanos += fraction;
      if (value.nanos < 0) {
        value.nanos += kNanosPerSecond;
        --value.seconds;
      }
    } else {
      return bad;
    }
  }
  return value;
}

}  // namespace

absl::StatusOr<int32_t> ParseOffset(absl::string_view text) {
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0;
  Reader in(text);
  const bool negative = in.Take('-');
  int64_t hour = 0;
  int64_t minute = 0;
  int64_t second = 0;
  bool ok = (negative || in.Take('+')) && in.Digits(2, &hour);
  if (ok && !in.done()) {
    in.Take(':');
    ok = in.Digits(2, &minute);
    if (ok && !in.done()) {
      in.Take(':');
      ok = in.Digits(2, &second);
    }
  }
  if (!ok || !in.done() || hour > 18 || minute > 59 || second > 59) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", text, "\" is no offset from UTC such as +01:00 or Z"));
  }
  const int64_t offset = (hour * 60 + minute) * 60 + second;
  return static_cast<int32_t>(negative ? -offset : offset);
}

absl::StatusOr<Temporal> ParseTemporal(TemporalKind kind,
                                       absl::string_view text) {
  if (kind == TemporalKind::kDuration) return ReadDuration(text);
  Temporal value;
  value.kind = kind;
  Reader in(text);
  bool ok = !value.has_date() || ReadDate(in, &value.days);
  if (value.has_time()) {
    if (value.has_date()) {
      if (ok && !in.done()) ok = in.Take('T') && ReadTime(in, &value.nanos);
    } else {
      ok = ReadTime(in, &value.nanos);
    }
  }
  const bool zoned =
      kind == TemporalKind::kTime || kind == TemporalKind::kDateTime;
  if (ok && zoned && !in.done()) {
    WEFT_ASSIGN_OR_RETURN(value.offset, ParseOffset(in.rest()));
  } else if (!in.done()) {
    ok = false;
  }
  if (!ok) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", text, "\" is no ", TemporalKindName(kind),
                     " in the form of ISO 8601 (2024-02-29, 12:30:14.5, "
                     "2024-02-29T12:30+01:00)"));
  }
  return value;
}

}  // namespace weft::graphstore::query
