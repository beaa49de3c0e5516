#include "graphstore/store/snapshot_registry.h"

#include <memory>
#include <utility>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(SnapshotRegistry, KeepsTheVersionsUsedLast) {
  const auto store = EmptyStore();
  SnapshotRegistry registry(absl::Hours(1));
  const absl::Time start = absl::UnixEpoch();
  const int count = SnapshotRegistry::kMaxVersions + 2;
  for (int i = 0; i < count; ++i) {
    (void)store->WriteDocument(MakeDocument(std::to_string(i), {"A | b | C"}),
                               {});
    registry.Keep(store->Snapshot().value(), start + absl::Seconds(i));
    // Version 1 stays in use.
    EXPECT_NE(registry.Find(1, start + absl::Seconds(i)), nullptr);
  }
  const absl::Time end = start + absl::Seconds(count);
  EXPECT_EQ(registry.Find(2, end), nullptr);
  EXPECT_EQ(registry.Find(3, end), nullptr);
  ASSERT_NE(registry.Find(4, end), nullptr);
  EXPECT_EQ(registry.Find(4, end)->version(), 4u);
  EXPECT_NE(registry.Find(count, end), nullptr);
}

TEST(SnapshotRegistry, LetsGoAlsoWhenNobodyAsks) {
  const auto store = EmptyStore();
  SnapshotRegistry registry(absl::Minutes(5));
  auto reader = store->Snapshot().value();
  const std::weak_ptr<const Reader> kept = reader;
  registry.Keep(std::move(reader), absl::UnixEpoch());
  ASSERT_OK(store->WriteDocument(MakeDocument("a", {"A | b | C"}), {}));
  registry.Expire(absl::UnixEpoch() + absl::Minutes(5));
  EXPECT_FALSE(kept.expired());
  registry.Expire(absl::UnixEpoch() + absl::Minutes(6));
  EXPECT_TRUE(kept.expired());
}

TEST(SnapshotRegistry, ForgetsWhatIsNotUsed) {
  const auto store = EmptyStore();
  SnapshotRegistry registry(absl::Minutes(5));
  const absl::Time start = absl::UnixEpoch();
  registry.Keep(store->Snapshot().value(), start);
  EXPECT_NE(registry.Find(0, start + absl::Minutes(5)), nullptr);
  EXPECT_NE(registry.Find(0, start + absl::Minutes(10)), nullptr);
  EXPECT_EQ(registry.Find(0, start + absl::Minutes(15) + absl::Seconds(1)),
            nullptr);
}

}  // namespace
}  // namespace weft::graphstore
