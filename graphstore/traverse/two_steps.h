// How many ways lead over two relations: (a)-[first]->(b)-[second]->(c).
//
// Nothing is joined: each node in the middle has as many ways as the product
// of its edges on the two sides.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_TWO_STEPS_H_
#define WEFT_GRAPHSTORE_TRAVERSE_TWO_STEPS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/budget.h"

namespace weft::graphstore {

struct TwoStepCount {
  uint64_t ways = 0;
  uint64_t edges_read = 0;
  CutOff cut_off = CutOff::kNone;
};

// `edges` says which edges count; its direction and relations are not used.
// Errors: those of the reader; Cancelled, DeadlineExceeded.
absl::StatusOr<TwoStepCount> CountTwoSteps(const Reader& reader,
                                           RelationId first, RelationId second,
                                           const EdgeFilter& edges,
                                           const Budget& budget);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_TWO_STEPS_H_
