// Of which statements an edge does not tell what a filter by time has to know.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_DOUBT_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_DOUBT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// An edge says all about a statement with one mention: its confidence, the days
// on which it holds, and with the number of the statement since when it is
// known. It does not where there are several; nor, `about_time`, where the only
// mention stands in a document that was written after the statement: that has
// been replaced, or another one that said it first has gone.
//
// Those in doubt among `ids`; others may be among them.
absl::StatusOr<std::vector<StatementId>> InDoubt(
    const View& view, absl::Span<const StatementId> ids, bool about_time);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_DOUBT_H_
