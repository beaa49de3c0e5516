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

bool ReadDate(Reader& in, int64_t* days) {
  const bool negative = in.Take('-');
  if (!negative) in.Take('+');
  int64_t year = 0;
  int64_t month = 1;
  int64_t day = 1;
  if (!in.Digits(4, &year)) return false;
  if (in.Take('-')) {
    if (!in.Digits(2, &month)) return false;
    if (in.Take('-') && !in.Digits(2, &day)) return false;
  } else if (in.Digits(2, &month)) {
    in.Digits(2, &day);
  }
  if (negative) year = -year;
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
    if (!time && in.Take('Y')) {
      value.months += amount * 12;
    } else if (!time && in.Take('M')) {
      value.months += amount;
    } else if (!time && in.Take('W')) {
      value.days += amount * 7;
    } else if (!time && in.Take('D')) {
      value.days += amount;
    } else if (time && in.Take('H')) {
      value.seconds += amount * 3600;
    } else if (time && in.Take('M')) {
      value.seconds += amount * 60;
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
