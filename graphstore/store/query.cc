#include "graphstore/store/query.h"

#include <algorithm>

namespace weft::graphstore {

bool RelationFilter::Matches(RelationId id) const {
  return any || std::binary_search(ids.begin(), ids.end(), id);
}

}  // namespace weft::graphstore
