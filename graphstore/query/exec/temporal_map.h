// Temporal values from maps: {year: 2024, month: 2}, {date: d, hour: 3}.
//
// Keys, as in openCypher CIP2015-08-06: year, with month and day, week and
// dayOfWeek, quarter and dayOfQuarter, or ordinalDay; hour, minute, second,
// millisecond, microsecond, nanosecond; timezone; and date, time, datetime for
// values whose parts are kept where the map says nothing else. Of durations:
// years ... nanoseconds. Another key is an error, because what is misspelt
// would be left out without a word.
//
// Errors: InvalidArgument (a key, a number that is out of range), as
// RuntimeError (lang/error.h).
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_TEMPORAL_MAP_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_TEMPORAL_MAP_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graphstore/query/value/temporal.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// A time that is kept from one of a known offset is moved to `timezone`: the
// same instant.
absl::StatusOr<Temporal> TemporalFromMap(TemporalKind kind, const Map& map);

// Puts what the map says into a value that has been truncated. Fractions of a
// second are added to what is left of them; `timezone` keeps the local time.
absl::Status ReplaceParts(const Map& map, Temporal* value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_TEMPORAL_MAP_H_
