#include "graphstore/store/record_cache.h"

#include <string>
#include <vector>

#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

constexpr size_t kBytes = size_t{1} << 20;

// The text that is kept under a key; "-" for none.
std::string Text(const RecordCache& cache, uint64_t version,
                 const std::string& key) {
  const auto record = cache.Find(version, key);
  return record == nullptr ? "-" : std::get<std::string>(*record);
}

kv::WriteBatch Writing(const std::string& key) {
  kv::WriteBatch batch;
  batch.Put(key, "anything");
  return batch;
}

TEST(RecordCache, KnowsARecordFromItsVersionOn) {
  RecordCache cache(kBytes);
  cache.Reset(5);
  cache.Add(5, "a", std::string("five"));
  EXPECT_EQ(Text(cache, 4, "a"), "-");
  EXPECT_EQ(Text(cache, 5, "a"), "five");
  EXPECT_EQ(Text(cache, 6, "a"), "-") << "a commit nobody has told of";
  cache.Advance(6, Writing("b"));
  EXPECT_EQ(Text(cache, 5, "a"), "five");
  EXPECT_EQ(Text(cache, 6, "a"), "five");
}

TEST(RecordCache, ForgetsWhatACommitWrites) {
  RecordCache cache(kBytes);
  cache.Reset(5);
  cache.Add(5, "a", std::string("five"));
  cache.Advance(6, Writing("a"));
  EXPECT_EQ(Text(cache, 5, "a"), "-");
  EXPECT_EQ(Text(cache, 6, "a"), "-");
  cache.Add(5, "a", std::string("late"));
  EXPECT_EQ(Text(cache, 6, "a"), "-") << "what an old reader brings is refused";
  cache.Add(6, "a", std::string("six"));
  EXPECT_EQ(Text(cache, 6, "a"), "six");
  EXPECT_EQ(Text(cache, 5, "a"), "-");
}

TEST(RecordCache, ForgetsAllWhenItMissesACommit) {
  RecordCache cache(kBytes);
  cache.Reset(5);
  cache.Add(5, "a", std::string("five"));
  cache.Advance(8, Writing("b"));
  EXPECT_EQ(Text(cache, 5, "a"), "-");
  EXPECT_EQ(Text(cache, 8, "a"), "-");
}

TEST(RecordCache, StaysWithinItsBytes) {
  RecordCache cache(size_t{100} << 10);
  cache.Reset(1);
  size_t kept = 0;
  for (int i = 0; i < 1000; ++i) {
    cache.Add(1, std::to_string(i), std::string(1000, 'x'));
  }
  for (int i = 0; i < 1000; ++i) {
    kept += Text(cache, 1, std::to_string(i)).size() > 1;
  }
  EXPECT_GT(kept, 20u);
  EXPECT_LT(kept, 100u);
}

// "Acme buy Bolt 2": what a reader says of Acme's first edge and how often it
// is said.
std::string FirstEdge(const Reader& reader) {
  const std::vector<NodeId> ids = reader.FindEntities("acme").value();
  if (ids.empty()) return "nobody";
  const NeighborPage page = reader.Neighbors(ids[0], {}, {}).value();
  if (page.neighbors.empty()) return "no edge";
  const Statement& first = page.neighbors[0].statement;
  return first.subject.text + " " + first.relation + " " + first.object.text +
         " " + std::to_string(first.mention_count);
}

TEST(RecordCache, FollowsCommitsAndLeavesOldSnapshotsAlone) {
  const auto store = EmptyStore();
  ASSERT_OK(store->WriteDocument(MakeDocument("d1", {"Acme | buy | Bolt"}), {})
                .status());
  const auto one = store->Snapshot().value();
  EXPECT_EQ(FirstEdge(*one), "Acme buy Bolt 1");
  // The form that most documents use becomes the name.
  ASSERT_OK(store->WriteDocument(MakeDocument("d2", {"ACME | buy | Bolt"}), {})
                .status());
  ASSERT_OK(store->WriteDocument(MakeDocument("d3", {"ACME | buy | Bolt"}), {})
                .status());
  const auto three = store->Snapshot().value();
  EXPECT_EQ(FirstEdge(*three), "ACME buy Bolt 3");
  EXPECT_EQ(FirstEdge(*one), "Acme buy Bolt 1");
  ASSERT_OK(store->DeleteDocument("d2").status());
  ASSERT_OK(store->DeleteDocument("d3").status());
  EXPECT_EQ(FirstEdge(*store->Snapshot().value()), "Acme buy Bolt 1");
  EXPECT_EQ(FirstEdge(*three), "ACME buy Bolt 3");
  ASSERT_OK(store->DeleteDocument("d1").status());
  EXPECT_EQ(FirstEdge(*store->Snapshot().value()), "nobody");
  EXPECT_EQ(FirstEdge(*one), "Acme buy Bolt 1");
}

}  // namespace
}  // namespace weft::graphstore
