// The integrity check: what the store would look like if it were built afresh.
//
// Documents, their mentions, the statements' keys and the documents' own lists
// of names are taken as given; every index, counter and aggregate is computed
// from them once more, in memory, by the plainest means, and compared with the
// key space byte by byte. So it is also the oracle of the store's tests.
#ifndef WEFT_GRAPHSTORE_STORE_CHECKER_H_
#define WEFT_GRAPHSTORE_STORE_CHECKER_H_

#include "absl/status/statusor.h"
#include "graphstore/store/check.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Needs memory for the whole key space but the texts.
absl::StatusOr<CheckReport> CheckIntegrity(const View& view);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHECKER_H_
