// Lists of ids: postings (ascending) and sequences (in any order).
//
// A posting list is stored like adjacency (adjacency_block.h): cut after each
// id for which EndsIdBlock() holds, so that equal lists have equal rows.
#ifndef WEFT_GRAPHSTORE_STORE_ID_LIST_H_
#define WEFT_GRAPHSTORE_STORE_ID_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace weft::graphstore {

bool EndsIdBlock(uint64_t id);

// A block of a posting list: the first id and the differences, as varints.
// `ids` ascend strictly and are not empty.
std::string EncodeIdBlock(absl::Span<const uint64_t> ids);
// Appends the ids. False for damaged bytes.
bool DecodeIdBlock(absl::string_view bytes, std::vector<uint64_t>* ids);

// The differences as zigzag varints, the first to 0.
std::string EncodeIdSequence(absl::Span<const uint64_t> ids);
bool DecodeIdSequence(absl::string_view bytes, std::vector<uint64_t>* ids);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ID_LIST_H_
