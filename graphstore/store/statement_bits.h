// A yes or no about statements that is found out a chunk at a time, where it is
// asked for often enough.
//
// Reading a chunk costs more than looking at one statement, and pays where many
// of its statements are asked about. So who asks counts, and reads a chunk when
// the questions about it have cost as much as reading it (ski rental; Karlin et
// al., "Competitive snoopy caching", 1988).
#ifndef WEFT_GRAPHSTORE_STORE_STATEMENT_BITS_H_
#define WEFT_GRAPHSTORE_STORE_STATEMENT_BITS_H_

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

#include "graphstore/key/ids.h"
#include "graphstore/store/statement_chunk.h"

namespace weft::graphstore {

// Of one version of the graph. Thread-safe.
class StatementBits {
 public:
  using Bits = std::bitset<kStatementsPerChunk>;

  // Of statements below `bound`. `price`: questions about a chunk that cost as
  // much as reading it, 1 to 200.
  StatementBits(uint64_t bound, uint8_t price);
  ~StatementBits();
  StatementBits(const StatementBits&) = delete;
  StatementBits& operator=(const StatementBits&) = delete;

  // nullopt: its chunk has not been set.
  std::optional<bool> Find(StatementId id) const;
  // Counts a question about a statement of this chunk; true: it is worth
  // reading now.
  bool Ask(uint64_t chunk) const;
  // The same bits at each call.
  void Set(uint64_t chunk, const Bits& bits) const;

 private:
  static constexpr uint8_t kSet = 255;
  static constexpr size_t kChunksPerPage = 1024;
  static constexpr size_t kWords = kStatementsPerChunk / 64;

  struct Page {
    std::array<std::atomic<uint8_t>, kChunksPerPage> asked{};  // kSet: known
    std::array<std::array<std::atomic<uint64_t>, kWords>, kChunksPerPage>
        words{};
  };
  // Null for a chunk beyond the bound.
  Page* PageOf(uint64_t chunk) const;

  const uint8_t price_;
  mutable std::vector<std::atomic<Page*>> pages_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STATEMENT_BITS_H_
