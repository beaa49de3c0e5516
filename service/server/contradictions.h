// GraphService.ListContradictions: facts that cannot all hold.
#ifndef WEFT_SERVICE_SERVER_CONTRADICTIONS_H_
#define WEFT_SERVICE_SERVER_CONTRADICTIONS_H_

#include "absl/status/statusor.h"
#include "graphstore/store/store.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// A relation has one object at a time when the request names it, when it is one
// of a few of which that is certain ("be born in"), or when in this graph
// nearly all of its subjects have one: at least kFewestSubjects of them, and
// not more than kMostObjects objects a subject on average. Facts without a time
// count as true at all times; denied ones do not count.
inline constexpr size_t kFewestSubjects = 20;
inline constexpr double kMostObjects = 1.05;

absl::StatusOr<v1::ListContradictionsResponse> ListContradictions(
    graphstore::Store& store, const v1::ListContradictionsRequest& request);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CONTRADICTIONS_H_
