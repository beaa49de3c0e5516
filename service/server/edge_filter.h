// Which edges a request follows, and the two times of what it reads.
#ifndef WEFT_SERVICE_SERVER_EDGE_FILTER_H_
#define WEFT_SERVICE_SERVER_EDGE_FILTER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "google/protobuf/repeated_field.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/way_automaton.h"
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

// The version as it held on the day, and was known at the time, that is asked
// for (Reader::At); itself where neither is. InvalidArgument: a bad time.
absl::StatusOr<std::shared_ptr<const graphstore::Reader>> ReaderAt(
    std::shared_ptr<const graphstore::Reader> reader,
    const v1::TimeFilter& asked);

// As the store keeps them. InvalidArgument: one that is none.
absl::StatusOr<std::vector<std::string>> ToStoredTypes(
    const google::protobuf::RepeatedField<int>& types);

// The edges and the pattern of a request (TraverseRequest.relation).
struct AskedWay {
  // Denied edges are left out.
  graphstore::EdgeFilter edges;
  // What steps a way may have, where `edges` cannot say it.
  std::optional<graphstore::WayAutomaton> automaton;
  // Whether the pattern says the whole way, and then the length of its longest
  // way; nullopt: there is none.
  bool whole = false;
  std::optional<uint64_t> longest;
  // About relations that there are none of; "" is nothing.
  std::string note;
};

// Relations are names or display forms, see relation_pattern.h. `direction` is
// that of steps for which the pattern says none. InvalidArgument: a pattern
// that is none, a confidence outside of 0..1, a bad time; and the errors of the
// reader.
absl::StatusOr<AskedWay> ToAskedWay(const graphstore::Reader& reader,
                                    absl::string_view relation,
                                    v1::Direction direction,
                                    double min_confidence,
                                    const v1::TimeFilter& time);

// The same for one step. InvalidArgument also for a pattern of several, or of
// several directions, with the reason WAY_PATTERN.
absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence, const v1::TimeFilter& time);

// The same for all that a request says of edges.
template <typename Request>
absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, const Request& request) {
  WEFT_ASSIGN_OR_RETURN(
      graphstore::EdgeFilter out,
      ToEdgeFilter(reader, request.relation(), request.direction(),
                   request.min_confidence(), request.time()));
  WEFT_ASSIGN_OR_RETURN(out.types, ToStoredTypes(request.types()));
  out.min_sources = request.min_sources();
  return out;
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_EDGE_FILTER_H_
