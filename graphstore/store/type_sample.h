// Which types entities have, estimated from some of them: what the optimiser of
// queries needs to know, at the cost of a hundred reads.
#ifndef WEFT_GRAPHSTORE_STORE_TYPE_SAMPLE_H_
#define WEFT_GRAPHSTORE_STORE_TYPE_SAMPLE_H_

#include "absl/status/statusor.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Reader::SampleTypes. Takes one entity from each of 128 equal parts of the
// numbers given so far, always the same ones: a share p is off by the square
// root of p(1 - p) / 128 on average, 4 in 100 at most. Errors: those of the
// view.
absl::StatusOr<TypeSample> SampleTypes(const View& view);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TYPE_SAMPLE_H_
