// The edges of an entity that stands for several, and edges that lead to one.
#ifndef WEFT_GRAPHSTORE_STORE_MERGED_LIST_H_
#define WEFT_GRAPHSTORE_STORE_MERGED_LIST_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

using ListVisitor = absl::FunctionRef<bool(size_t i, const EdgeList& list)>;

// VisitLists of a view with merges. `visit_raw` visits the lists as they are
// kept. The list of an entity has the edges of all members of its root; the
// nodes at the other ends are roots.
absl::Status VisitMergedLists(
    const View& view, absl::Span<const NodeId> nodes,
    absl::FunctionRef<absl::Status(absl::Span<const NodeId> nodes,
                                   ListVisitor visit)>
        visit_raw,
    ListVisitor visit);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_MERGED_LIST_H_
