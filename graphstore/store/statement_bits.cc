#include "graphstore/store/statement_bits.h"

namespace weft::graphstore {

StatementBits::StatementBits(uint64_t bound, uint8_t price)
    : price_(price),
      pages_(bound / (kStatementsPerChunk * kChunksPerPage) + 1) {}

StatementBits::~StatementBits() {
  for (std::atomic<Page*>& page : pages_) delete page.load();
}

StatementBits::Page* StatementBits::PageOf(uint64_t chunk) const {
  const uint64_t number = chunk / kChunksPerPage;
  if (number >= pages_.size()) return nullptr;
  Page* page = pages_[number].load(std::memory_order_acquire);
  if (page != nullptr) return page;
  auto* made = new Page;
  if (pages_[number].compare_exchange_strong(page, made)) return made;
  delete made;
  return page;
}

std::optional<bool> StatementBits::Find(StatementId id) const {
  const Page* page = PageOf(ChunkOf(id));
  const size_t at = ChunkOf(id) % kChunksPerPage;
  if (page == nullptr ||
      page->asked[at].load(std::memory_order_acquire) != kSet) {
    return std::nullopt;
  }
  const uint64_t bit = id.value() % kStatementsPerChunk;
  const uint64_t word =
      page->words[at][bit / 64].load(std::memory_order_relaxed);
  return (word >> (bit % 64) & 1) != 0;
}

bool StatementBits::Ask(uint64_t chunk) const {
  Page* page = PageOf(chunk);
  if (page == nullptr) return false;
  std::atomic<uint8_t>& asked = page->asked[chunk % kChunksPerPage];
  uint8_t before = asked.load(std::memory_order_relaxed);
  // Questions of other threads may go uncounted, a chunk that is set stays so.
  if (before < price_) asked.compare_exchange_strong(before, before + 1);
  return before != kSet && before + 1 >= price_;
}

void StatementBits::Set(uint64_t chunk, const Bits& bits) const {
  Page* page = PageOf(chunk);
  if (page == nullptr) return;
  const size_t at = chunk % kChunksPerPage;
  const Bits low(~uint64_t{0});
  for (size_t i = 0; i < kWords; ++i) {
    page->words[at][i].store((bits >> (64 * i) & low).to_ullong(),
                             std::memory_order_relaxed);
  }
  page->asked[at].store(kSet, std::memory_order_release);
}

}  // namespace weft::graphstore
