// Which entity of the graph a document's entity is.
#ifndef WEFT_GRAPHSTORE_STORE_LINK_BY_H_
#define WEFT_GRAPHSTORE_STORE_LINK_BY_H_

namespace weft::graphstore {

enum class LinkBy {
  // One whose canonical name, else the only one of which an alias, is equal
  // after NormalizeName(), and whose type agrees (both "person", or neither;
  // unknown and "misc" agree with all); the same type first, then the best
  // known. So aliases should be names, not "the company".
  kAlias,
  // The one with exactly this canonical name: for data whose names are keys.
  kExactName,
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_LINK_BY_H_
