#include "graphstore/store/list_memory.h"

#include <sys/mman.h>

#include <memory_resource>
#include <mutex>
#include <new>

namespace weft::graphstore {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;
// Longer lists have pages of their own, and are read from end to end.
constexpr size_t kLargestPooled = 16 << 10;
// Pools ask for chunks that double in size, up to this many blocks.
constexpr size_t kBlocksPerChunk = 1 << 14;

// Where the chunks lie: in huge pages, if the system has them (else the advice
// is without effect).
class HugePages : public std::pmr::memory_resource {
 private:
  static constexpr auto kAligned = std::align_val_t(kHugePage);

  void* do_allocate(size_t bytes, size_t /*alignment*/) override {
    void* memory = ::operator new(bytes, kAligned);
    madvise(memory, bytes, MADV_HUGEPAGE);
    return memory;
  }
  void do_deallocate(void* memory, size_t, size_t) override {
    ::operator delete(memory, kAligned);
  }
  bool do_is_equal(const memory_resource& other) const noexcept override {
    return this == &other;
  }
};

struct Pool {
  std::mutex mutex;
  HugePages pages;
  // Chunks are never given back, so that they can lie side by side.
  std::pmr::monotonic_buffer_resource chunks{kHugePage, &pages};
  std::pmr::unsynchronized_pool_resource blocks{
      {kBlocksPerChunk, kLargestPooled}, &chunks};
};

// Of the process, as operator new is: lists outlive stores.
Pool& ThePool() {
  static Pool* const kPool = new Pool();
  return *kPool;
}

}  // namespace

void* AllocateListMemory(size_t bytes) {
  if (bytes > kLargestPooled) return ::operator new(bytes);
  Pool& pool = ThePool();
  std::lock_guard lock(pool.mutex);
  return pool.blocks.allocate(bytes);
}

void FreeListMemory(void* memory, size_t bytes) {
  if (bytes > kLargestPooled) return ::operator delete(memory);
  Pool& pool = ThePool();
  std::lock_guard lock(pool.mutex);
  pool.blocks.deallocate(memory, bytes);
}

}  // namespace weft::graphstore
