// What an edge filter lets pass.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_FILTER_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_FILTER_H_

#include "graphstore/key/edge_key.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/query.h"

namespace weft::graphstore {

// Direction and relation aside. Confidences are compared in the steps that are
// stored, so that what was written as 0.7 passes 0.7.
inline bool Passes(const EdgeFilter& filter, const AdjacentEdge& edge) {
  return (filter.include_negated || !edge.negated) &&
         (filter.min_confidence <= 0 ||
          edge.confidence >= QuantizeConfidence(filter.min_confidence)) &&
         (!filter.valid_on || edge.validity.Holds(*filter.valid_on)) &&
         (!filter.recorded_before || edge.statement < *filter.recorded_before);
}

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_FILTER_H_
