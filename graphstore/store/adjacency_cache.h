// Decoded edge lists in memory, right for every version of the graph.
//
// A version of the cache is a tree over the numbers of entities (65,536 to a
// branch, 64 to a page) that readers fill in as they read. The version after a
// commit shares all of it but the pages of the nodes whose edges the commit
// changed, which it copies without them. So a list found in a version is the
// list of that version: nothing has to be invalidated, and old snapshots keep
// what they have (path copying: Driscoll, Sarnak, Sleator, Tarjan, "Making data
// structures persistent", JCSS 38, 1989).
//
// When the budget is used up nothing more is added; Renewed() then makes a
// version with about seven eighths of the pages.
#ifndef WEFT_GRAPHSTORE_STORE_ADJACENCY_CACHE_H_
#define WEFT_GRAPHSTORE_STORE_ADJACENCY_CACHE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"

namespace weft::graphstore {

// What the versions of one store's cache use together. Thread-safe.
class CacheBudget {
 public:
  explicit CacheBudget(size_t bytes) : limit_(bytes) {}
  bool full() const { return used_.load(std::memory_order_relaxed) >= limit_; }
  size_t used() const { return used_.load(std::memory_order_relaxed); }
  size_t limit() const { return limit_; }
  void Add(size_t bytes) { used_.fetch_add(bytes, std::memory_order_relaxed); }
  void Subtract(size_t bytes) {
    used_.fetch_sub(bytes, std::memory_order_relaxed);
  }

  // Columns of degrees have a quarter of the budget on top of it: those of old
  // versions, which are kept for a while, must not drive out lists.
  bool columns_full() const { return columns() >= limit_ / 4; }
  size_t columns() const { return columns_.load(std::memory_order_relaxed); }
  void AddColumn(size_t bytes) {
    columns_.fetch_add(bytes, std::memory_order_relaxed);
  }
  void SubtractColumn(size_t bytes) {
    columns_.fetch_sub(bytes, std::memory_order_relaxed);
  }

  // Lists that were found, and lists that had to be read from the database.
  uint64_t hits() const { return hits_.load(std::memory_order_relaxed); }
  uint64_t misses() const { return misses_.load(std::memory_order_relaxed); }
  void CountReads(size_t hits, size_t misses) {
    hits_.fetch_add(hits, std::memory_order_relaxed);
    if (misses > 0) misses_.fetch_add(misses, std::memory_order_relaxed);
  }

 private:
  const size_t limit_;
  std::atomic<size_t> used_{0};
  std::atomic<size_t> columns_{0};
  std::atomic<uint64_t> hits_{0};
  std::atomic<uint64_t> misses_{0};
};

// Thread-safe.
class AdjacencyCache {
 public:
  // Of a version in which entities have numbers below `next_entity`.
  AdjacencyCache(std::shared_ptr<CacheBudget> budget, uint64_t next_entity);
  ~AdjacencyCache();
  AdjacencyCache(const AdjacencyCache&) = delete;
  AdjacencyCache& operator=(const AdjacencyCache&) = delete;

  // The version after a commit that changed the edges of these nodes.
  std::unique_ptr<AdjacencyCache> After(
      const absl::flat_hash_set<NodeId>& touched, uint64_t next_entity) const;
  // The same version with room; `seed` picks the pages that stay.
  std::unique_ptr<AdjacencyCache> Renewed(uint64_t seed) const;

  // Whether lists of this node can be kept: those of entities.
  bool Holds(NodeId node) const {
    return node.is_entity() && node.payload() < next_entity_;
  }
  // null: not there. Lives as long as this.
  const EdgeList* Find(NodeId node, bool incoming) const;
  // Keeps a list, and takes over the caller's reference; the result is the one
  // to use: another thread may have been first. Null: there is no room, and the
  // reference stays the caller's.
  const EdgeList* Add(NodeId node, bool incoming, const EdgeList* list) const;

  const CacheBudget& budget() const { return *budget_; }
  // For what else is kept with a version.
  std::shared_ptr<CacheBudget> shared_budget() const { return budget_; }
  // One addition for many lists, so that traversals do not feel it.
  void CountReads(size_t hits, size_t misses) const {
    budget_->CountReads(hits, misses);
  }

 private:
  struct Page;
  struct Branch;

  Branch* BranchOf(NodeId node) const;

  const std::shared_ptr<CacheBudget> budget_;
  const uint64_t next_entity_;
  // Null until something is kept there.
  mutable std::vector<std::atomic<Branch*>> branches_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ADJACENCY_CACHE_H_
