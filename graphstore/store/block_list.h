// The two kinds of lists that are stored in blocks (key/block_key.h), as types
// by which code for both is written once, and the rows that a list becomes.
#ifndef WEFT_GRAPHSTORE_STORE_BLOCK_LIST_H_
#define WEFT_GRAPHSTORE_STORE_BLOCK_LIST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/id_list.h"

namespace weft::graphstore {

// Edges of a node; `prefix` is an AdjacencyPrefix().
struct AdjacencyList {
  using Element = AdjacentEdge;
  using Position = AdjacencyPosition;
  static constexpr bool kCounted = true;  // degrees are kept for long ones

  static Position PositionOf(const Element& edge) {
    return graphstore::PositionOf(edge);
  }
  static std::string Suffix(const Position& position) {
    return AdjacencySuffix(position);
  }
  static bool Ends(const Element& edge) { return EndsBlock(PositionOf(edge)); }
  static NodeId Owner(absl::string_view prefix) {
    NodeId node;
    bool incoming;
    absl::string_view suffix;
    (void)ParseAdjacencyKey(absl::StrCat(prefix, kLastBlockSuffix), &node,
                            &incoming, &suffix);
    return node;
  }
  static std::string Encode(absl::string_view prefix,
                            absl::Span<const Element> edges) {
    return EncodeAdjacencyBlock(Owner(prefix), edges);
  }
  static bool Decode(absl::string_view prefix, absl::string_view bytes,
                     std::vector<Element>* edges) {
    return DecodeAdjacencyBlock(Owner(prefix), bytes, edges);
  }
};

// Entity numbers; `prefix` is a SubjectsPrefix() or TrigramPrefix().
struct PostingList {
  using Element = uint64_t;
  using Position = uint64_t;
  static constexpr bool kCounted = false;

  static Position PositionOf(Element number) { return number; }
  static std::string Suffix(Position number) { return NumberSuffix(number); }
  static bool Ends(Element number) { return EndsIdBlock(number); }
  static std::string Encode(absl::string_view, absl::Span<const Element> ids) {
    return EncodeIdBlock(ids);
  }
  static bool Decode(absl::string_view, absl::string_view bytes,
                     std::vector<Element>* ids) {
    return DecodeIdBlock(bytes, ids);
  }
};

// Cuts a list, or the end of one, into its rows: calls emit(key, value) for
// each, in the order of keys. Returns their number. `elements` are in order.
template <typename List, typename Emit>
size_t EmitBlocks(absl::string_view prefix,
                  absl::Span<const typename List::Element> elements,
                  Emit&& emit) {
  size_t blocks = 0;
  for (size_t begin = 0, end = 0; end < elements.size(); begin = end) {
    bool cut = false;
    while (end < elements.size() && !cut) cut = List::Ends(elements[end++]);
    const std::string suffix =
        cut ? List::Suffix(List::PositionOf(elements[end - 1]))
            : std::string(kLastBlockSuffix);
    emit(absl::StrCat(prefix, suffix),
         List::Encode(prefix, elements.subspan(begin, end - begin)));
    ++blocks;
  }
  return blocks;
}

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_BLOCK_LIST_H_
