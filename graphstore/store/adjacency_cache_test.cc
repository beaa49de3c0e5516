#include "graphstore/store/adjacency_cache.h"

#include <memory>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

const NodeId kA = NodeId::Entity(1), kB = NodeId::Entity(2);
const NodeId kFar = NodeId::Entity(200'000);
constexpr uint64_t kBound = 300'000;

const EdgeList* ListTo(uint64_t other) {
  AdjacentEdge edge;
  edge.relation = RelationId(1);
  edge.other = NodeId::Entity(other);
  edge.statement = StatementId(other);
  return EdgeList::New({&edge, 1});
}

std::shared_ptr<CacheBudget> Budget(size_t bytes) {
  return std::make_shared<CacheBudget>(bytes);
}

TEST(AdjacencyCache, FindsWhatWasAdded) {
  const AdjacencyCache cache(Budget(1 << 20), kBound);
  EXPECT_EQ(cache.Find(kA, false), nullptr);
  const EdgeList* list = ListTo(7);
  EXPECT_EQ(cache.Add(kA, false, list), list);
  EXPECT_EQ(cache.Find(kA, false), list);
  EXPECT_EQ(cache.Find(kA, true), nullptr);
  EXPECT_EQ(cache.Find(kB, false), nullptr);
  // Who comes second gets the first one's.
  EXPECT_EQ(cache.Add(kA, false, ListTo(7)), list);
}

TEST(AdjacencyCache, KeepsEntitiesOfItsVersionOnly) {
  const AdjacencyCache cache(Budget(1 << 20), 2);
  EXPECT_TRUE(cache.Holds(kA));
  EXPECT_FALSE(cache.Holds(kB));
  EXPECT_FALSE(cache.Holds(NodeId::Make(NodeKind::kLiteral, 1)));
  const EdgeList* list = ListTo(7);
  EXPECT_EQ(cache.Add(kB, false, list), nullptr);
  EXPECT_EQ(cache.Find(kB, false), nullptr);
  EXPECT_TRUE(list->Release());
}

TEST(AdjacencyCache, NextVersionSharesAllButWhatChanged) {
  auto first = std::make_unique<AdjacencyCache>(Budget(1 << 20), kBound);
  const EdgeList* a = first->Add(kA, false, ListTo(7));
  const EdgeList* b = first->Add(kB, true, ListTo(8));
  const EdgeList* far = first->Add(kFar, false, ListTo(9));
  auto second = first->After({kA}, kBound + 1);
  EXPECT_EQ(second->Find(kA, false), nullptr);
  EXPECT_EQ(second->Find(kB, true), b);
  EXPECT_EQ(second->Find(kFar, false), far);
  EXPECT_EQ(first->Find(kA, false), a);
  // What either adds on a page that changed is its own.
  const EdgeList* new_a = second->Add(kA, false, ListTo(10));
  EXPECT_EQ(first->Find(kA, false), a);
  first.reset();
  EXPECT_EQ(second->Find(kA, false), new_a);
  EXPECT_EQ(second->Find(kB, true)->others()[0], NodeId::Entity(8));
}

// Entities that come and go never have the same numbers.
TEST(AdjacencyCache, KeepsNoPageOfEntitiesThatHaveGone) {
  const auto budget = Budget(1 << 20);
  auto cache = std::make_unique<AdjacencyCache>(budget, kBound);
  cache->Add(kA, false, ListTo(7));
  const size_t used = budget->used();
  for (uint64_t i = 10; i < 100; ++i) {
    const NodeId node = NodeId::Entity(i * 64);
    cache->Add(node, false, ListTo(7));
    cache = cache->After({node}, kBound);
  }
  EXPECT_EQ(budget->used(), used);
  EXPECT_NE(cache->Find(kA, false), nullptr);
}

TEST(AdjacencyCache, GivesBackAllOfItsBudget) {
  const auto budget = Budget(1 << 20);
  {
    const AdjacencyCache first(budget, kBound);
    first.Add(kA, false, ListTo(7));
    first.Add(kFar, false, ListTo(9));
    const auto second = first.After({kA, kB}, kBound);
    second->Add(kA, false, ListTo(11));
    const auto third = second->Renewed(1);
    EXPECT_GT(budget->used(), 0u);
  }
  EXPECT_EQ(budget->used(), 0u);
}

TEST(AdjacencyCache, TakesNothingWhenFullAndLeavesSomeOutWhenRenewed) {
  const auto budget = Budget(400'000);
  const AdjacencyCache cache(budget, kBound);
  uint64_t number = 1;
  for (; number < kBound; number += 64) {
    const EdgeList* list = ListTo(number);
    if (cache.Add(NodeId::Entity(number), false, list) != nullptr) continue;
    list->Release();
    break;
  }
  EXPECT_TRUE(budget->full());
  const auto renewed = cache.Renewed(5);
  int there = 0, kept = 0;
  for (uint64_t i = 1; i < number; i += 64) {
    ++there;
    kept += renewed->Find(NodeId::Entity(i), false) != nullptr;
  }
  EXPECT_GT(there, 100);
  EXPECT_NEAR(kept, there * 7 / 8, there / 10);
}

TEST(AdjacencyCache, IsFilledByManyThreadsAtOnce) {
  const AdjacencyCache cache(Budget(64 << 20), kBound);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (uint64_t i = 1; i < 2000; ++i) {
        const EdgeList* list =
            cache.Add(NodeId::Entity(i), i % 2, ListTo(i + 1));
        EXPECT_EQ(list->others()[0], NodeId::Entity(i + 1));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (uint64_t i = 1; i < 2000; ++i) {
    EXPECT_EQ(cache.Find(NodeId::Entity(i), i % 2)->others()[0],
              NodeId::Entity(i + 1));
  }
}

}  // namespace
}  // namespace weft::graphstore
