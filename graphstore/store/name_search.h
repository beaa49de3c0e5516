// From text to nodes: names of entities, and values.
#ifndef WEFT_GRAPHSTORE_STORE_NAME_SEARCH_H_
#define WEFT_GRAPHSTORE_STORE_NAME_SEARCH_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// As in Reader.
absl::StatusOr<std::vector<NodeId>> FindEntities(const View& view,
                                                 absl::string_view name);
absl::StatusOr<std::vector<NodeId>> FindNodes(const View& view,
                                              absl::string_view text);

// Exact and prefix matches come from the alias index, the others from the
// trigram index: a name within d edits of a text with n trigrams shares at
// least n - 3 d of them (E. Ukkonen, "Approximate string-matching with q-grams
// and maximal matches", TCS 92, 1992). The candidates with most in common are
// then compared in full. Work is bounded, so that in a very large graph matches
// of very common trigrams alone may be missed.
absl::StatusOr<std::vector<EntityMatch>> SearchEntities(
    const View& view, absl::string_view text, const SearchOptions& options);

// How a name in AliasForm() answers a search for another; false: not at all.
bool MatchName(absl::string_view sought, absl::string_view name, bool fuzzy,
               MatchKind* kind, int* distance);

absl::StatusOr<RelationFilter> ResolveRelations(const View& view,
                                                absl::string_view pattern);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_NAME_SEARCH_H_
