// Temporal values by units: what lies between two of them, and where a unit of
// the calendar began.
//
// Source: openCypher CIP2015-08-06 (date and time), "Truncating dates" and
// "Durations between".
#ifndef WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_UNITS_H_
#define WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_UNITS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/value/temporal.h"

namespace weft::graphstore::query {

// Which units a duration is told in; what is left of the largest goes into the
// next, or is dropped.
enum class DurationUnits : uint8_t {
  kAll,      // months, then days, then seconds
  kMonths,   // whole months only
  kDays,     // whole days only
  kSeconds,  // seconds only
};

// From a to b, negative where b is earlier; neither is a duration. A value
// without a time begins at midnight, one without a date is of the same day as
// the other, one without an offset has the other's. A year or a month counts
// as its first day.
Temporal DurationBetween(const Temporal& a, const Temporal& b,
                         DurationUnits units);

// `value` as `kind`, at the beginning of the unit it lies in: "millennium"
// "century" "decade" "year" "weekYear" "quarter" "month" "week" "day", and of a
// time "hour" "minute" "second" "millisecond" "microsecond". A local value has
// no offset then, and is in UTC where `kind` wants one. InvalidArgument: `kind`
// has no such unit, or `value` lacks the date or the time that it needs.
absl::StatusOr<Temporal> Truncate(TemporalKind kind, absl::string_view unit,
                                  const Temporal& value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_UNITS_H_
