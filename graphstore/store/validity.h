// When an edge holds, from what its mentions say.
#ifndef WEFT_GRAPHSTORE_STORE_VALIDITY_H_
#define WEFT_GRAPHSTORE_STORE_VALIDITY_H_

#include "graphstore/fact/mention.h"
#include "graphstore/store/adjacency_block.h"

namespace weft::graphstore {

// From the first day of `valid_from` to the last day of `valid_until`. A date
// that is missing or cannot be read leaves its end open.
Validity ValidityOf(const Mention& mention);

// The shortest interval that holds both.
Validity Hull(const Validity& a, const Validity& b);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_VALIDITY_H_
