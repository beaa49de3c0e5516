// What every engine behind the seam must do, run over each of them.
#include <atomic>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/kv/database.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/kv/rocksdb_database.h"

namespace weft::graphstore::kv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string FreshDirectory() {
  static std::atomic<int> counter = 0;
  const std::string directory =
      absl::StrCat(::testing::TempDir(), "/kv", getpid(), "_", counter++);
  std::filesystem::remove_all(directory);
  return directory;
}

std::shared_ptr<Database> OpenOnDisk() {
  return OpenRocksDb(FreshDirectory(), {}).value();
}

struct Engine {
  std::string name;
  std::shared_ptr<Database> (*open)();
};

class Conformance : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override { db_ = GetParam().open(); }

  void Put(const Rows& rows) {
    WriteBatch batch;
    for (const auto& [key, value] : rows) batch.Put(key, value);
    ASSERT_OK(db_->Commit(batch, {}));
  }
  std::optional<std::string> Get(const std::string& key,
                                 ReadOptions options = {}) {
    return db_->Get(options, key).value();
  }
  Rows All(const Range& range = {}, ReadOptions options = {}) {
    Rows rows;
    EXPECT_OK(db_->Visit(options, range,
                         [&](absl::string_view key, absl::string_view value) {
                           rows.emplace_back(key, value);
                           return true;
                         }));
    return rows;
  }

  std::shared_ptr<Database> db_;
};

TEST_P(Conformance, GetsWhatWasPutAndNothingElse) {
  Put({{"a", "1"}, {"b", ""}});
  EXPECT_EQ(Get("a"), "1");
  EXPECT_EQ(Get("b"), "");
  EXPECT_EQ(Get("c"), std::nullopt);
  Put({{"a", "2"}});
  EXPECT_EQ(Get("a"), "2");
}

TEST_P(Conformance, KeysAreOrderedByUnsignedBytes) {
  Put({{"\xFF", "4"},
       {"\x7F", "2"},
       {"\x80", "3"},
       {std::string("\0", 1), "0"},
       {std::string("\0\0", 2), "1"}});
  EXPECT_THAT(All(), ElementsAre(std::pair(std::string("\0", 1), "0"),
                                 std::pair(std::string("\0\0", 2), "1"),
                                 std::pair("\x7F", "2"), std::pair("\x80", "3"),
                                 std::pair("\xFF", "4")));
}

TEST_P(Conformance, LastChangeOfAKeyInABatchCounts) {
  WriteBatch batch;
  batch.Put("a", "1");
  batch.Delete("a");
  batch.Delete("b");
  batch.Put("b", "2");
  ASSERT_OK(db_->Commit(batch, {}));
  EXPECT_THAT(All(), ElementsAre(std::pair("b", "2")));
}

TEST_P(Conformance, MultiGetAnswersInOrderWithRepeats) {
  Put({{"a", "1"}, {"b", "2"}});
  const std::vector<std::string> keys = {"b", "x", "a", "b"};
  EXPECT_THAT(db_->MultiGet({}, keys).value(),
              ElementsAre(std::optional<std::string>("2"), std::nullopt,
                          std::optional<std::string>("1"),
                          std::optional<std::string>("2")));
  EXPECT_THAT(db_->MultiGet({}, {}).value(), ElementsAre());
}

TEST_P(Conformance, RangeIsHalfOpen) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_THAT(All({"a", "c"}),
              ElementsAre(std::pair("a", "1"), std::pair("b", "2")));
  EXPECT_THAT(All({"b", ""}),
              ElementsAre(std::pair("b", "2"), std::pair("c", "3")));
  EXPECT_THAT(All({"b", "b"}), ElementsAre());
}

TEST_P(Conformance, PrefixRangeEndsAfterTheLastKeyWithIt) {
  Put({{"a\xFF", "1"}, {"a\xFF\xFF", "2"}, {"b", "3"}, {"\xFF\xFF", "4"}});
  EXPECT_THAT(
      All(Range::Prefix("a\xFF")),
      ElementsAre(std::pair("a\xFF", "1"), std::pair("a\xFF\xFF", "2")));
  EXPECT_THAT(All(Range::Prefix("\xFF")),
              ElementsAre(std::pair("\xFF\xFF", "4")));
}

TEST_P(Conformance, PagesJoinToTheWholeRange) {
  Rows rows;
  for (int i = 0; i < 10; ++i) rows.emplace_back(absl::StrCat("k", i), "v");
  Put(rows);
  for (const size_t page_size : {1, 3, 9, 10, 11}) {
    Rows joined;
    std::string resume;
    bool done = false;
    while (!done) {
      ASSERT_OK_AND_ASSIGN(Page page, db_->Scan({}, Range::Prefix("k"),
                                                page_size, 1000, resume));
      EXPECT_LE(page.rows.size(), page_size);
      for (Row& row : page.rows) joined.emplace_back(row.key, row.value);
      resume = page.resume;
      done = page.done;
    }
    EXPECT_EQ(joined, rows) << page_size;
  }
}

TEST_P(Conformance, PageOfExactlyTheWholeRangeIsTheLast) {
  Put({{"a", "1"}, {"b", "2"}});
  EXPECT_TRUE(db_->Scan({}, {}, 2, 1000, "")->done);
  EXPECT_FALSE(db_->Scan({}, {}, 1, 1000, "")->done);
}

TEST_P(Conformance, PageHoldsOneRowHoweverFewBytesAreAllowed) {
  Put({{"a", std::string(100, 'x')}, {"b", "2"}});
  EXPECT_EQ(db_->Scan({}, {}, 10, 1, "")->rows.size(), 1u);
}

TEST_P(Conformance, VisitStopsWhenToldTo) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  int seen = 0;
  ASSERT_OK(db_->Visit({}, {}, [&](absl::string_view, absl::string_view) {
    return ++seen < 2;
  }));
  EXPECT_EQ(seen, 2);
}

TEST_P(Conformance, VisitorMayRead) {
  Put({{"a", "b"}, {"b", "c"}});
  std::string joined;
  ASSERT_OK(db_->Visit({}, {}, [&](absl::string_view, absl::string_view value) {
    joined += Get(std::string(value)).value_or("-");
    return true;
  }));
  EXPECT_EQ(joined, "c-");
}

TEST_P(Conformance, MultiScanGoesPrefixByPrefix) {
  Put({{"a1", "1"}, {"a2", "2"}, {"a3", "3"}, {"c1", "4"}, {"d1", "5"}});
  const std::vector<std::string> prefixes = {"c", "a", "b", "d"};
  std::vector<std::pair<size_t, std::string>> seen;
  ReadCounters counters;
  ASSERT_OK(db_->MultiScan(
      {}, prefixes, 2,
      [&](size_t i, absl::string_view key, absl::string_view) {
        seen.emplace_back(i, key);
        return true;
      },
      &counters));
  EXPECT_THAT(seen, ElementsAre(std::pair(0, "c1"), std::pair(1, "a1"),
                                std::pair(1, "a2"), std::pair(3, "d1")));
  EXPECT_EQ(counters.waves, 1u);
  EXPECT_EQ(counters.operations, 4u);
  EXPECT_EQ(counters.rows, 4u);
}

TEST_P(Conformance, MultiScanStopsOnePrefixOnly) {
  Put({{"a1", ""}, {"a2", ""}, {"b1", ""}, {"b2", ""}});
  const std::vector<std::string> prefixes = {"a", "b"};
  std::vector<std::string> seen;
  ASSERT_OK(db_->MultiScan(
      {}, prefixes, 10,
      [&](size_t, absl::string_view key, absl::string_view) {
        seen.emplace_back(key);
        return key != "a1";
      },
      nullptr));
  EXPECT_THAT(seen, ElementsAre("a1", "b1", "b2"));
}

TEST_P(Conformance, SnapshotDoesNotMove) {
  Put({{"a", "1"}, {"b", "2"}});
  const ReadOptions then = {db_->Latest().value()};
  WriteBatch batch;
  batch.Put("a", "9");
  batch.Delete("b");
  batch.Put("c", "3");
  ASSERT_OK(db_->Commit(batch, {}));
  Put({{"a", "10"}});
  EXPECT_THAT(All({}, then),
              ElementsAre(std::pair("a", "1"), std::pair("b", "2")));
  EXPECT_EQ(Get("b", then), "2");
  EXPECT_EQ(Get("c", then), std::nullopt);
  EXPECT_THAT(All(), ElementsAre(std::pair("a", "10"), std::pair("c", "3")));
  ASSERT_OK(db_->Collect());
  EXPECT_THAT(All({}, then),
              ElementsAre(std::pair("a", "1"), std::pair("b", "2")));
}

TEST_P(Conformance, SnapshotOutlivesTheDatabase) {
  Put({{"a", "1"}});
  std::shared_ptr<const Snapshot> snapshot = db_->Latest().value();
  db_.reset();
  EXPECT_GE(snapshot->sequence(), 1u);
}

TEST_P(Conformance, SequenceGrows) {
  const uint64_t before = db_->Latest().value()->sequence();
  WriteBatch batch;
  batch.Put("a", "1");
  ASSERT_OK_AND_ASSIGN(const uint64_t committed, db_->Commit(batch, {}));
  EXPECT_GT(committed, before);
  EXPECT_EQ(db_->Latest().value()->sequence(), committed);
}

TEST_P(Conformance, UnmetExpectationKeepsTheBatchOut) {
  Put({{"a", "1"}});
  WriteBatch wrong_value, not_absent, missing, right;
  wrong_value.Expect("a", "2");
  wrong_value.Put("b", "x");
  not_absent.ExpectAbsent("a");
  not_absent.Put("b", "x");
  missing.Expect("z", "");
  missing.Put("b", "x");
  right.Expect("a", "1");
  right.ExpectAbsent("b");
  right.Put("b", "x");
  for (const WriteBatch* batch : {&wrong_value, &not_absent, &missing}) {
    EXPECT_THAT(db_->Commit(*batch, {}), StatusIs(absl::StatusCode::kAborted));
    EXPECT_EQ(Get("b"), std::nullopt);
  }
  EXPECT_OK(db_->Commit(right, {}));
  EXPECT_EQ(Get("b"), "x");
}

TEST_P(Conformance, KeyAndValueBounds) {
  WriteBatch fits, long_key, empty_key, long_value;
  fits.Put(std::string(kMaxKeyBytes, 'k'), std::string(kMaxValueBytes, 'v'));
  long_key.Put("good", "");
  long_key.Put(std::string(kMaxKeyBytes + 1, 'k'), "");
  empty_key.Delete("");
  long_value.Put("k", std::string(kMaxValueBytes + 1, 'v'));
  EXPECT_OK(db_->Commit(fits, {}));
  for (const WriteBatch* batch : {&long_key, &empty_key, &long_value}) {
    EXPECT_THAT(db_->Commit(*batch, {}),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_EQ(Get("good"), std::nullopt);
}

TEST_P(Conformance, PastDeadlineEndsARead) {
  Rows rows;
  for (int i = 0; i < 5000; ++i) rows.emplace_back(absl::StrCat("k", i), "");
  Put(rows);
  ReadOptions late;
  late.deadline = absl::UnixEpoch();
  EXPECT_THAT(db_->Visit(late, {}, [](auto, auto) { return true; }),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_P(Conformance, DeleteRangeLeavesTheRest) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}});
  ASSERT_OK(db_->DeleteRange({"b", "d"}));
  EXPECT_THAT(All(), ElementsAre(std::pair("a", "1"), std::pair("d", "4")));
  ASSERT_OK(db_->DeleteRange({"b", ""}));
  EXPECT_THAT(All(), ElementsAre(std::pair("a", "1")));
}

class VectorStream : public SortedStream {
 public:
  explicit VectorStream(Rows rows) : rows_(std::move(rows)) {}
  absl::StatusOr<bool> Next(absl::string_view* key,
                            absl::string_view* value) override {
    if (next_ == rows_.size()) return false;
    *key = rows_[next_].first;
    *value = rows_[next_++].second;
    return true;
  }

 private:
  Rows rows_;
  size_t next_ = 0;
};

TEST_P(Conformance, BulkLoadEqualsCommit) {
  Put({{"a", "0"}, {"z", "0"}});
  VectorStream stream({{"b", "1"}, {"c", "2"}});
  ASSERT_OK(db_->BulkLoad(&stream));
  EXPECT_THAT(All(), ElementsAre(std::pair("a", "0"), std::pair("b", "1"),
                                 std::pair("c", "2"), std::pair("z", "0")));
  VectorStream nothing({});
  EXPECT_OK(db_->BulkLoad(&nothing));
}

TEST_P(Conformance, BulkLoadRefusesDisorderAndOccupiedRanges) {
  Put({{"m", "0"}});
  VectorStream disorder({{"b", "1"}, {"a", "2"}});
  VectorStream twice({{"b", "1"}, {"b", "2"}});
  VectorStream occupied({{"l", "1"}, {"n", "2"}});
  EXPECT_THAT(db_->BulkLoad(&disorder),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(db_->BulkLoad(&twice),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(db_->BulkLoad(&occupied),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("m")));
  EXPECT_THAT(All(), ElementsAre(std::pair("m", "0")));
}

// Random commits, each checked against a std::map; some snapshots are kept and
// checked again at the end.
TEST_P(Conformance, AgreesWithAMap) {
  std::mt19937 random(7);
  std::map<std::string, std::string> model;
  std::vector<std::pair<ReadOptions, Rows>> kept;
  for (int commit = 0; commit < 200; ++commit) {
    WriteBatch batch;
    for (int i = 0; i < 10; ++i) {
      const std::string key = absl::StrCat("k", random() % 50);
      if (random() % 3 == 0) {
        batch.Delete(key);
        model.erase(key);
      } else {
        const std::string value = absl::StrCat(random());
        batch.Put(key, value);
        model[key] = value;
      }
    }
    ASSERT_OK(db_->Commit(batch, {.durable = false}));
    const Rows expected(model.begin(), model.end());
    ASSERT_EQ(All(), expected);
    if (commit % 20 == 0) {
      kept.push_back({{db_->Latest().value()}, expected});
    }
  }
  for (const auto& [options, expected] : kept) {
    EXPECT_EQ(All({}, options), expected);
  }
}

// Two keys are always written together; no reader may see them differ.
TEST_P(Conformance, ReadersNeverSeeHalfACommit) {
  Put({{"a", "0"}, {"b", "0"}});
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 1; i <= 300; ++i) {
      WriteBatch batch;
      batch.Put("a", absl::StrCat(i));
      batch.Put("b", absl::StrCat(i));
      EXPECT_OK(db_->Commit(batch, {.durable = false}));
    }
    stop = true;
  });
  while (!stop) {
    const ReadOptions options = {db_->Latest().value()};
    EXPECT_EQ(Get("a", options), Get("b", options));
  }
  writer.join();
}

INSTANTIATE_TEST_SUITE_P(Engines, Conformance,
                         ::testing::Values(Engine{"InMemory",
                                                  NewInMemoryDatabase},
                                           Engine{"RocksDb", OpenOnDisk}),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace weft::graphstore::kv
