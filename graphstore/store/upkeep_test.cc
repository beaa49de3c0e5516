// What a store does beside its work, so that it does not grow without end.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Upkeep, ChangesAreForgottenAfterTheirTime) {
  absl::Time now = absl::UnixEpoch();
  StoreOptions options;
  options.clock = [&] { return now; };
  options.change_lifetime = absl::Hours(16);
  const auto store = Store::InMemory(options).value();
  const auto write_at = [&](int hour) {
    now = absl::UnixEpoch() + absl::Hours(hour);
    EXPECT_OK(store->WriteDocument(
        MakeDocument(std::to_string(hour), {"A | b | C"}), {}));
    return store->EarliestChange().value();
  };
  EXPECT_EQ(write_at(0), 0u);   // version 1
  EXPECT_EQ(write_at(1), 0u);   // 2
  EXPECT_EQ(write_at(16), 0u);  // 3; that of hour 0 is 16 hours old
  EXPECT_EQ(write_at(17), 1u);
  EXPECT_EQ(write_at(18), 2u);
  EXPECT_EQ(write_at(50), 5u);  // all but its own
  EXPECT_THAT(store->Changes(5, 10)->changes, SizeIs(1));
  EXPECT_THAT(store->Changes(4, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(store->Check()->problems, IsEmpty());
}

TEST(Upkeep, VersionsThatNoTokenWasGivenOutForAreNotKept) {
  const auto store = Store::InMemory({}).value();
  ASSERT_OK(
      store->WriteDocument(MakeDocument("1", {"A | b | C", "D | e | F"}), {}));
  ASSERT_OK_AND_ASSIGN(const FactPage first,
                       store->Snapshot().value()->ListFacts({}, {1, ""}));
  // While it is the newest any token of it is good.
  EXPECT_OK(store->SnapshotFor(first.next_token));
  ASSERT_OK(store->DeleteDocument("1"));
  EXPECT_THAT(store->SnapshotFor(first.next_token),
              StatusIs(absl::StatusCode::kAborted));
}

TEST(Upkeep, AFullCacheOfEdgesDoesNotLoseHalfWithEachVersion) {
  StoreOptions options;
  options.adjacency_cache_bytes = 100'000;
  const auto store = Store::InMemory(options).value();
  std::vector<std::string> facts;
  std::vector<NodeId> nodes;
  for (int i = 1; i <= 1000; ++i) {
    facts.push_back(absl::StrCat("A", i, " | b | C", i));
    nodes.push_back(NodeId::Entity(i));
  }
  ASSERT_OK(store->WriteDocument(MakeDocument("large", facts), {}));
  // Visits them all; how many were in memory.
  const auto in_memory = [&] {
    const auto reader = store->Snapshot().value();
    const uint64_t before = reader->Statistics()->edge_cache_hits;
    EXPECT_OK(reader->VisitEdges(
        nodes, {}, [](size_t, const Edge&, bool) { return true; }));
    return reader->Statistics()->edge_cache_hits - before;
  };
  EXPECT_EQ(in_memory(), 0u);  // full now
  const uint64_t renewed_once = in_memory();
  EXPECT_GT(renewed_once, 100u);
  // Each version is kept for page tokens, with what it has in memory.
  for (int i = 0; i < 10; ++i) {
    ASSERT_OK(store->WriteDocument(
        MakeDocument(std::to_string(i), {"X | y | Z"}), {}));
    EXPECT_GT(in_memory(), renewed_once / 2) << i;
  }
}

}  // namespace
}  // namespace weft::graphstore
