#include "graphstore/store/warm_up.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

constexpr int kEdges = 3000;

std::unique_ptr<Store> StoreOfStars(size_t cache_bytes) {
  StoreOptions options;
  options.adjacency_cache_bytes = cache_bytes;
  auto store = Store::InMemory(options).value();
  std::vector<std::string> facts;
  for (int i = 0; i < kEdges; ++i) {
    facts.push_back(absl::StrCat("A", i, " | know | Hub"));
  }
  EXPECT_OK(store->WriteDocument(MakeDocument("stars", facts), {}));
  return store;
}

// Lists that a visit of all edges does not find in memory.
uint64_t Missing(Store& store) {
  const auto reader = store.Snapshot().value();
  std::vector<NodeId> nodes;
  for (uint64_t i = 1; i < reader->entity_bound(); ++i) {
    nodes.push_back(NodeId::Entity(i));
  }
  const uint64_t before = reader->Statistics()->edge_cache_misses;
  EdgeFilter filter;
  filter.direction = Direction::kBoth;
  EXPECT_OK(reader->VisitEdges(nodes, filter,
                               [](size_t, const Edge&, bool) { return true; }));
  return reader->Statistics()->edge_cache_misses - before;
}

TEST(WarmUp, NoListIsReadFromTheDatabaseAfterIt) {
  const auto store = StoreOfStars(size_t{64} << 20);
  ASSERT_OK(store->WarmUp([] { return false; }));
  EXPECT_EQ(Missing(*store), 0u);
}

TEST(WarmUp, LeavesRoom) {
  constexpr size_t kBytes = 100'000;
  const auto store = StoreOfStars(kBytes);
  ASSERT_OK(store->WarmUp([] { return false; }));
  const uint64_t used =
      store->Snapshot().value()->Statistics()->edge_cache_bytes;
  // A step is a thousand entities.
  EXPECT_GT(used, kBytes / 2);
  EXPECT_GT(Missing(*store), 0u);
}

TEST(WarmUp, EndsWhenItIsToldTo) {
  const auto store = StoreOfStars(size_t{64} << 20);
  int asked = 0;
  ASSERT_OK(store->WarmUp([&asked] { return ++asked > 1; }));
  EXPECT_EQ(asked, 2);
  EXPECT_GT(Missing(*store), 1000u);
}

TEST(WarmUp, OfAnEmptyStoreIsNothing) {
  const auto store = Store::InMemory({}).value();
  EXPECT_OK(store->WarmUp([] { return false; }));
}

TEST(WarmUp, IsNotStoppedByEntitiesThatAreGone) {
  const auto store = StoreOfStars(size_t{64} << 20);
  ASSERT_OK(store->WriteDocument(MakeDocument("other", {"X | y | Z"}), {}));
  ASSERT_OK(store->DeleteDocument("stars"));
  EXPECT_OK(store->WarmUp([] { return false; }));
  EXPECT_EQ(Missing(*store), 0u);
}

}  // namespace
}  // namespace weft::graphstore
