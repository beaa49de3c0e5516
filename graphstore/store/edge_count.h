// Numbers of edges of many nodes, from columns of degrees or from lists.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_COUNT_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_COUNT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/degree_columns.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Reader::CountEdges. `degrees`: of the same version as `view`.
absl::StatusOr<std::vector<uint64_t>> CountEdges(const View& view,
                                                 DegreeColumns* degrees,
                                                 absl::Span<const NodeId> nodes,
                                                 const EdgeFilter& filter);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_COUNT_H_
