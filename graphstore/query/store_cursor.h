// All nodes of the store, or those with a label.
#ifndef WEFT_GRAPHSTORE_QUERY_STORE_CURSOR_H_
#define WEFT_GRAPHSTORE_QUERY_STORE_CURSOR_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/store/reader.h"

namespace weft::graphstore::query {

// Entities first, by number, in pages; then what other nodes statements have as
// objects. That is known from the statements alone, so all of them are read for
// it, once. `reader` outlives the cursor. "" = every label.
std::unique_ptr<NodeCursor> MakeStoreCursor(const Reader& reader,
                                            absl::string_view label);

// These.
std::unique_ptr<NodeCursor> MakeListCursor(std::vector<uint64_t> nodes);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_STORE_CURSOR_H_
