// When loaded triples hold, and those of their mentions that are rows of their
// own.
#ifndef WEFT_GRAPHSTORE_LOAD_LOADED_MENTION_H_
#define WEFT_GRAPHSTORE_LOAD_LOADED_MENTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graphstore/dict/iso_date.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/external_sorter.h"
#include "graphstore/load/name_table.h"
#include "graphstore/store/adjacency_block.h"

namespace weft::graphstore {

// A time of the file, read once.
struct LoadedTime {
  Validity validity;
  std::optional<IsoDate> date;
  // A mention with it can be kept in its statement's chunk.
  bool plain = true;
};
// By the numbers of `times`, whose number 0 is "".
std::vector<LoadedTime> ReadTimes(const NameTable& times);

// A mention that is a row. Sorted as the rows are.
struct LoadedMention {
  uint32_t first = 0;  // first triple of its statement
  uint32_t ordinal = 0;
  uint32_t time = 0;

  // For RadixSort().
  static constexpr int kKeys = 2;
  uint64_t key(int index) const { return index == 0 ? first : ordinal; }
  friend auto operator<=>(const LoadedMention&, const LoadedMention&) = default;
};
using MentionSorter = ExternalSorter<LoadedMention>;

// A mention of a statement that the graph has already.
struct OldMention {
  StatementId statement;
  uint32_t ordinal = 0;
  uint32_t time = 0;

  friend auto operator<=>(const OldMention&, const OldMention&) = default;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_LOADED_MENTION_H_
