// Which edges a request follows.
#ifndef WEFT_SERVICE_SERVER_EDGE_FILTER_H_
#define WEFT_SERVICE_SERVER_EDGE_FILTER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// `relation`: names or display forms, see relation_pattern.h. Denied edges are
// left out. InvalidArgument: a confidence outside of 0..1; and the errors of
// the reader.
absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_EDGE_FILTER_H_
