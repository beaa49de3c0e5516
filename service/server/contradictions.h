// GraphService.ListContradictions: facts that cannot all hold.
#ifndef WEFT_SERVICE_SERVER_CONTRADICTIONS_H_
#define WEFT_SERVICE_SERVER_CONTRADICTIONS_H_

#include "absl/status/statusor.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// A relation has one object at a time when the request names it, when that is
// built in or declared (graphstore/store/one_at_a_time.h; that may also be one
// subject for each object), or when in this graph nearly all of its subjects
// have one: at least kFewestSubjects of them, and not more than kMostObjects
// objects a subject on average. There a later fact ends an earlier one
// (graphstore/store/tenure.h), and what has followed on something is no
// contradiction. In a few relations there is one object ever ("be born in");
// there nothing ends anything. Facts without a time count as true at all times;
// denied ones do not count.
inline constexpr size_t kFewestSubjects = 20;
inline constexpr double kMostObjects = 1.05;

absl::StatusOr<v1::ListContradictionsResponse> ListContradictions(
    graphstore::Store& store, const v1::ListContradictionsRequest& request,
    const Cancellation& cancellation);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CONTRADICTIONS_H_
