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

absl::StatusOr<std::shared_ptr<Database>> ReopenOnDisk(
    const std::string& directory) {
  return OpenRocksDb(directory, {.create_if_missing = false});
}

struct Engine {
  std::string name;
  std::shared_ptr<Database> (*open)();
  // What Checkpoint() wrote.
  absl::StatusOr<std::shared_ptr<Database>> (*reopen)(const std::string&);
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
  ASSERT_OK(db_->Collect(nullptr));
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

// A row with the value "-" is a deletion.
class VectorStream : public SortedStream {
 public:
  explicit VectorStream(Rows rows) : rows_(std::move(rows)) {}
  absl::StatusOr<bool> Next(BulkRow* row) override {
    if (next_ == rows_.size()) return false;
    if (rows_[next_].first == "!") return absl::AbortedError("torn");
    row->key = rows_[next_].first;
    row->value = rows_[next_].second;
    row->deleted = rows_[next_].second == "-";
    ++next_;
    return true;
  }

 private:
  Rows rows_;
  size_t next_ = 0;
};

std::vector<std::unique_ptr<SortedStream>> Streams(std::vector<Rows> streams) {
  std::vector<std::unique_ptr<SortedStream>> out;
  for (Rows& rows : streams) {
    out.push_back(std::make_unique<VectorStream>(std::move(rows)));
  }
  return out;
}

TEST_P(Conformance, BulkLoadReplacesAndDeletes) {
  Put({{"a", "0"}, {"c", "0"}, {"d", "0"}, {"z", "0"}});
  const ReadOptions before = {db_->Latest().value()};
  for (const int threads : {1, 3}) {
    ASSERT_OK(db_->BulkLoad(Streams({{{"b", "1"}, {"c", "2"}, {"d", "-"}},
                                     {},
                                     {{"y", "3"}, {"y2", "-"}}}),
                            BulkOptions{{}, threads}));
    EXPECT_THAT(All(), ElementsAre(std::pair("a", "0"), std::pair("b", "1"),
                                   std::pair("c", "2"), std::pair("y", "3"),
                                   std::pair("z", "0")));
  }
  EXPECT_THAT(All({}, before),
              ElementsAre(std::pair("a", "0"), std::pair("c", "0"),
                          std::pair("d", "0"), std::pair("z", "0")));
  EXPECT_OK(db_->BulkLoad({}, {}));
  EXPECT_OK(db_->BulkLoad(Streams({{}, {}}), {}));
  Put({{"b", "4"}});
  EXPECT_EQ(Get("b"), "4");
}

TEST_P(Conformance, BulkLoadIsAllOrNothing) {
  Put({{"m", "0"}});
  const Rows fine = {{"x", "1"}};
  for (const Rows& wrong :
       {Rows{{"b", "1"}, {"a", "2"}}, Rows{{"b", "1"}, {"b", "2"}},
        Rows{{"b", "1"}, {std::string(kMaxKeyBytes + 1, 'b'), "2"}}}) {
    EXPECT_THAT(db_->BulkLoad(Streams({fine, wrong}), BulkOptions{{}, 2}),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(db_->BulkLoad(Streams({fine, {{"!", "1"}}}), {}),
              StatusIs(absl::StatusCode::kAborted, "torn"));
  EXPECT_THAT(All(), ElementsAre(std::pair("m", "0")));
}

TEST_P(Conformance, BulkLoadHoldsToItsExpectations) {
  Put({{"m", "0"}});
  EXPECT_THAT(
      db_->BulkLoad(Streams({{{"n", "1"}}}), {.expectations = {{"m", "1"}}}),
      StatusIs(absl::StatusCode::kAborted, HasSubstr("m")));
  EXPECT_THAT(db_->BulkLoad(Streams({{{"n", "1"}}}),
                            {.expectations = {{"m", std::nullopt}}}),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(All(), ElementsAre(std::pair("m", "0")));
  ASSERT_OK(db_->BulkLoad(Streams({{{"m", "2"}, {"n", "1"}}}),
                          {.expectations = {{"m", "0"}, {"n", std::nullopt}}}));
  EXPECT_THAT(All(), ElementsAre(std::pair("m", "2"), std::pair("n", "1")));
}

// Random commits, each checked against a std::map; some snapshots are kept and
// checked again at the end.
TEST_P(Conformance, CheckpointHoldsOneMomentAndStaysAsItIs) {
  Put({{"a", "1"}, {"b", "2"}});
  const std::string directory = FreshDirectory();
  ASSERT_OK(db_->Checkpoint(directory, nullptr));
  Put({{"a", "3"}, {"c", "4"}});
  ASSERT_OK(db_->Collect(nullptr));
  EXPECT_THAT(db_->Checkpoint(directory, nullptr),
              StatusIs(absl::StatusCode::kAlreadyExists));
  db_ = GetParam().reopen(directory).value();
  EXPECT_THAT(All(), ElementsAre(std::pair("a", "1"), std::pair("b", "2")));
  Put({{"d", "5"}});
  EXPECT_EQ(Get("d"), "5");
}

TEST_P(Conformance, CheckpointOfNothing) {
  const std::string directory = FreshDirectory();
  ASSERT_OK(db_->Checkpoint(directory, nullptr));
  db_ = GetParam().reopen(directory).value();
  EXPECT_TRUE(All().empty());
}

TEST_P(Conformance, CheckpointsNeverHoldHalfACommit) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      const std::string text = absl::StrCat(i);
      Put({{"x", text}, {"y", text}, {absl::StrCat("n", i % 50), text}});
    }
  });
  std::vector<std::string> directories;
  for (int i = 0; i < 5; ++i) {
    directories.push_back(FreshDirectory());
    EXPECT_OK(db_->Checkpoint(directories.back(), nullptr));
  }
  stop = true;
  writer.join();
  for (const std::string& directory : directories) {
    db_ = GetParam().reopen(directory).value();
    EXPECT_EQ(Get("x"), Get("y"));
  }
}

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

INSTANTIATE_TEST_SUITE_P(
    Engines, Conformance,
    ::testing::Values(Engine{"InMemory", NewInMemoryDatabase,
                             OpenInMemoryCheckpoint},
                      Engine{"RocksDb", OpenOnDisk, ReopenOnDisk}),
    [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace weft::graphstore::kv
