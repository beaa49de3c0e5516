// Memory filled ahead of questions: edges and names that a store keeps decoded.
//
// A store that was just opened answers from the disk at first, and its memory
// grows for as long as there are nodes that nobody has asked about yet. This
// reads entities one after the other, oldest first, until what is kept takes
// three quarters of its room or all are there.
#ifndef WEFT_GRAPHSTORE_STORE_WARM_UP_H_
#define WEFT_GRAPHSTORE_STORE_WARM_UP_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Of the version of `view`; names of at most `most_names` entities. `stopped`
// is asked every thousand entities. Errors: those of the view.
absl::Status WarmUp(const View& view, size_t most_names,
                    absl::FunctionRef<bool()> stopped);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_WARM_UP_H_
