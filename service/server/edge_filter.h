// Which edges a request follows, and the two times of what it reads.
#ifndef WEFT_SERVICE_SERVER_EDGE_FILTER_H_
#define WEFT_SERVICE_SERVER_EDGE_FILTER_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// What v1::TimeFilter says, as the store takes it.
struct ReadTimes {
  std::optional<int64_t> valid_on;  // day since 1970-01-01
  std::optional<absl::Time> recorded_until;
};
// InvalidArgument: a date or time that is none.
absl::StatusOr<ReadTimes> ToReadTimes(const v1::TimeFilter& asked);

// What was known at a time; everything for nullopt.
absl::StatusOr<graphstore::KnownBy> ToKnownBy(
    const graphstore::Reader& reader, std::optional<absl::Time> recorded_until);

// `relation`: names or display forms, see relation_pattern.h. Denied edges are
// left out. InvalidArgument: a confidence outside of 0..1, a bad time; and the
// errors of the reader.
absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence, const v1::TimeFilter& time);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_EDGE_FILTER_H_
