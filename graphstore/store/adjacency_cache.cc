#include "graphstore/store/adjacency_cache.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "graphstore/store/block_cut.h"
#include "graphstore/store/list_memory.h"

namespace weft::graphstore {
namespace {

constexpr int kPageBits = 6;
constexpr int kBranchBits = 16;
constexpr size_t kPagesPerBranch = size_t{1} << (kBranchBits - kPageBits);
// One of so many pages is left out when room is made: few, so that a server
// does not hold now half of its budget and now all of it.
constexpr uint64_t kParts = 8;

size_t PageIn(NodeId node) {
  return (node.payload() >> kPageBits) % kPagesPerBranch;
}
size_t SlotOf(NodeId node, bool incoming) {
  return 2 * (node.payload() % (size_t{1} << kPageBits)) + incoming;
}

}  // namespace

struct AdjacencyCache::Page {
  explicit Page(CacheBudget* b) : budget(b) { budget->Add(sizeof(Page)); }
  ~Page() {
    for (auto& slot : slots) {
      const EdgeList* list = slot.load();
      if (list == nullptr) continue;
      const size_t bytes = list->bytes();
      if (list->Release()) budget->Subtract(bytes);
    }
    budget->Subtract(sizeof(Page));
  }
  void Release() {
    if (references.fetch_sub(1) == 1) delete this;
  }
  bool IsEmpty() const {
    return std::all_of(slots.begin(), slots.end(),
                       [](const auto& slot) { return slot.load() == nullptr; });
  }
  static void* operator new(size_t bytes) { return AllocateListMemory(bytes); }
  static void operator delete(void* memory, size_t bytes) {
    FreeListMemory(memory, bytes);
  }

  std::atomic<int> references{1};
  CacheBudget* const budget;  // outlives it: versions own both
  std::array<std::atomic<const EdgeList*>, size_t{2} << kPageBits> slots{};
};

struct AdjacencyCache::Branch {
  Branch() = default;
  Branch(const Branch& other) {
    for (size_t i = 0; i < kPagesPerBranch; ++i) {
      Page* page = other.pages[i].load();
      if (page != nullptr) page->references.fetch_add(1);
      pages[i] = page;
    }
  }
  ~Branch() {
    for (auto& page : pages) {
      if (page.load() != nullptr) page.load()->Release();
    }
  }
  void Release() {
    if (references.fetch_sub(1) == 1) delete this;
  }

  std::atomic<int> references{1};
  std::array<std::atomic<Page*>, kPagesPerBranch> pages{};
};

AdjacencyCache::AdjacencyCache(std::shared_ptr<CacheBudget> budget,
                               uint64_t next_entity)
    : budget_(std::move(budget)),
      next_entity_(next_entity),
      branches_((next_entity >> kBranchBits) + 1) {}

AdjacencyCache::~AdjacencyCache() {
  for (auto& branch : branches_) {
    if (branch.load() != nullptr) branch.load()->Release();
  }
}

std::unique_ptr<AdjacencyCache> AdjacencyCache::After(
    const absl::flat_hash_set<NodeId>& touched, uint64_t next_entity) const {
  auto next = std::make_unique<AdjacencyCache>(budget_, next_entity);
  for (size_t i = 0; i < branches_.size() && i < next->branches_.size(); ++i) {
    Branch* branch = branches_[i].load();
    if (branch != nullptr) branch->references.fetch_add(1);
    next->branches_[i] = branch;
  }
  absl::flat_hash_set<Branch*> own_branches;
  absl::flat_hash_map<Page*, std::atomic<Page*>*> own_pages;  // and their place
  for (const NodeId node : touched) {
    if (!next->Holds(node)) continue;
    std::atomic<Branch*>& at = next->branches_[node.payload() >> kBranchBits];
    Branch* branch = at.load();
    if (branch == nullptr) continue;
    if (!own_branches.contains(branch)) {
      auto* copy = new Branch(*branch);
      branch->Release();
      at = branch = copy;
      own_branches.insert(copy);
    }
    std::atomic<Page*>& place = branch->pages[PageIn(node)];
    Page* page = place.load();
    if (page == nullptr) continue;
    if (!own_pages.contains(page)) {
      auto* copy = new Page(budget_.get());
      for (size_t i = 0; i < page->slots.size(); ++i) {
        const EdgeList* list = page->slots[i].load();
        if (list != nullptr) list->AddReference();
        copy->slots[i] = list;
      }
      page->Release();
      place = page = copy;
      own_pages.emplace(copy, &place);
    }
    for (const bool incoming : {false, true}) {
      const EdgeList* list =
          page->slots[SlotOf(node, incoming)].exchange(nullptr);
      if (list == nullptr) continue;
      const size_t bytes = list->bytes();
      if (list->Release()) budget_->Subtract(bytes);
    }
  }
  // Numbers of entities are not given again: those of entities that have gone
  // would keep their pages until there is no room.
  for (const auto& [page, place] : own_pages) {
    if (!page->IsEmpty()) continue;
    *place = nullptr;
    page->Release();
  }
  return next;
}

std::unique_ptr<AdjacencyCache> AdjacencyCache::Renewed(uint64_t seed) const {
  auto next = std::make_unique<AdjacencyCache>(budget_, next_entity_);
  for (size_t i = 0; i < branches_.size(); ++i) {
    const Branch* branch = branches_[i].load();
    if (branch == nullptr) continue;
    auto* kept = new Branch();
    for (size_t j = 0; j < kPagesPerBranch; ++j) {
      Page* page = branch->pages[j].load();
      const bool stays = MixBits(seed + i * kPagesPerBranch + j) % kParts != 0;
      if (page == nullptr || !stays) continue;
      page->references.fetch_add(1);
      kept->pages[j] = page;
    }
    next->branches_[i] = kept;
  }
  return next;
}

const EdgeList* AdjacencyCache::Find(NodeId node, bool incoming) const {
  if (!Holds(node)) return nullptr;
  const Branch* branch =
      branches_[node.payload() >> kBranchBits].load(std::memory_order_acquire);
  if (branch == nullptr) return nullptr;
  const Page* page =
      branch->pages[PageIn(node)].load(std::memory_order_acquire);
  if (page == nullptr) return nullptr;
  return page->slots[SlotOf(node, incoming)].load(std::memory_order_acquire);
}

AdjacencyCache::Branch* AdjacencyCache::BranchOf(NodeId node) const {
  std::atomic<Branch*>& at = branches_[node.payload() >> kBranchBits];
  Branch* branch = at.load();
  if (branch != nullptr) return branch;
  auto* fresh = new Branch();
  if (at.compare_exchange_strong(branch, fresh)) return fresh;
  delete fresh;
  return branch;
}

const EdgeList* AdjacencyCache::Add(NodeId node, bool incoming,
                                    const EdgeList* list) const {
  if (!Holds(node) || budget_->full()) return nullptr;
  std::atomic<Page*>& at = BranchOf(node)->pages[PageIn(node)];
  Page* page = at.load();
  if (page == nullptr) {
    auto* fresh = new Page(budget_.get());
    if (at.compare_exchange_strong(page, fresh)) {
      page = fresh;
    } else {
      delete fresh;
    }
  }
  const EdgeList* before = nullptr;
  if (page->slots[SlotOf(node, incoming)].compare_exchange_strong(before,
                                                                  list)) {
    budget_->Add(list->bytes());
    return list;
  }
  list->Release();
  return before;
}

}  // namespace weft::graphstore
