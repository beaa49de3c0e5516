// The integrity check: what the store would look like if it were built afresh.
//
// Documents, their mentions, the statements' keys and the documents' own lists
// of names are taken as given; every index, counter and aggregate is computed
// from them once more, in memory, by the plainest means, and compared with the
// key space byte by byte. So it is also the oracle of the store's tests.
#ifndef WEFT_GRAPHSTORE_STORE_CHECKER_H_
#define WEFT_GRAPHSTORE_STORE_CHECKER_H_

#include "absl/status/statusor.h"
#include "base/long_work.h"
#include "graphstore/store/check.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Needs memory for the whole key space but the texts. Progress counts records:
// statements, mentions and entities, each once for every pass over them.
absl::StatusOr<CheckReport> CheckIntegrity(const View& view,
                                           const LongWork& work);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHECKER_H_
