// Facts by any combination of subject, relation, object, document and time.
#ifndef WEFT_GRAPHSTORE_STORE_FACT_LIST_H_
#define WEFT_GRAPHSTORE_STORE_FACT_LIST_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// As in Reader. With a document the facts come in its order; else by the keys
// of the edge index that fits, the mentions of one statement by document.
absl::StatusOr<FactPage> ListFacts(const View& view, const FactFilter& filter,
                                   const PageRequest& page);

absl::StatusOr<std::vector<std::vector<Fact>>> Evidence(
    const View& view, absl::Span<const StatementId> ids, size_t limit,
    const KnownBy& known);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_FACT_LIST_H_
