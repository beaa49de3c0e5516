#include "graphstore/kv/rocksdb_database.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status_matchers.h"

namespace weft::graphstore::kv {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class RocksDb : public ::testing::Test {
 protected:
  RocksDb() {
    directory_ =
        ::testing::TempDir() + "/rocksdb_database_test" +
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory_);
  }

  std::string directory_;
};

WriteBatch Batch(const std::string& key, const std::string& value) {
  WriteBatch batch;
  batch.Put(key, value);
  return batch;
}

TEST_F(RocksDb, KeepsItsContentsWhenClosed) {
  {
    ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
    ASSERT_OK(db->Commit(Batch("a", "1"), {}));
  }
  ASSERT_OK_AND_ASSIGN(const auto db,
                       OpenRocksDb(directory_, {.create_if_missing = false}));
  EXPECT_EQ(db->Get({}, "a").value(), "1");
}

TEST_F(RocksDb, MissingDirectoryIsNotFoundUnlessItMayBeCreated) {
  EXPECT_THAT(OpenRocksDb(directory_, {.create_if_missing = false}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr(directory_)));
  EXPECT_FALSE(std::filesystem::exists(directory_));
}

TEST_F(RocksDb, MultiScanFindsItsRowsAmongDeletedOnes) {
  const auto key = [](int i) { return absl::StrCat("m", 10'000 + i); };
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  WriteBatch rows;
  for (int i = 0; i < 1000; ++i) rows.Put(key(i), "old");
  rows.Put("n1", "1");
  rows.Put("n2", "2");
  ASSERT_OK(db->Commit(rows, {}));
  WriteBatch batch;
  for (int i = 0; i < 1000; ++i) {
    if (i != 600) batch.Delete(key(i));
  }
  ASSERT_OK(db->Commit(batch, {}));
  // Before all deleted rows, among them, over all of them, and behind.
  const std::vector<std::string> prefixes = {"l", key(1), "m", "n", key(600)};
  for (const size_t limit : {1, 10}) {
    std::vector<std::string> seen;
    ReadCounters counters;
    ASSERT_OK(db->MultiScan(
        {}, prefixes, limit,
        [&](size_t i, absl::string_view found, absl::string_view) {
          seen.push_back(absl::StrCat(i, found));
          return true;
        },
        &counters));
    std::vector<std::string> expected = {"2m10600", "3n1", "4m10600"};
    if (limit > 1) expected.insert(expected.begin() + 2, "3n2");
    EXPECT_EQ(seen, expected);
    EXPECT_EQ(counters.rows, expected.size());
  }
}

TEST_F(RocksDb, SecondOpeningSaysWhoHoldsIt) {
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  EXPECT_THAT(OpenRocksDb(directory_, {}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(directory_), HasSubstr("in use"),
                             HasSubstr("this process"))));
}

TEST_F(RocksDb, OpeningInAnotherProcessNamesThePid) {
  int ready[2], done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  char byte = 0;
  if (child == 0) {
    const auto db = OpenRocksDb(directory_, {});
    const char answer = db.ok() ? 'y' : 'n';
    (void)!write(ready[1], &answer, 1);
    (void)!read(done[0], &byte, 1);
    _exit(0);
  }
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, 'y');
  EXPECT_THAT(OpenRocksDb(directory_, {}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("pid " + std::to_string(child))));
  ASSERT_EQ(write(done[1], "x", 1), 1);
  int status;
  waitpid(child, &status, 0);
}

TEST_F(RocksDb, CommitSurvivesAKilledProcess) {
  const pid_t child = fork();
  if (child == 0) {
    auto db = OpenRocksDb(directory_, {});
    if (db.ok() && (*db)->Commit(Batch("a", "1"), {}).ok()) _exit(0);
    _exit(1);  // in both cases without closing the database
  }
  int status = 1;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  EXPECT_EQ(db->Get({}, "a").value(), "1");
}

TEST_F(RocksDb, WritesATableWhenItsPartOfTheMemoryIsFull) {
  const auto has_table = [this] {
    for (const auto& file : std::filesystem::directory_iterator(directory_)) {
      if (file.path().extension() == ".sst") return true;
    }
    return false;
  };
  ASSERT_OK_AND_ASSIGN(const auto db,
                       OpenRocksDb(directory_, {.cache_bytes = 8 << 20}));
  // Half of a quarter is one MiB.
  for (int i = 0; i < 16; ++i) {
    ASSERT_OK(db->Commit(Batch(std::to_string(i), std::string(32 << 10, 'x')),
                         {.durable = false}));
  }
  EXPECT_FALSE(has_table());
  const absl::Time deadline = absl::Now() + absl::Minutes(1);
  for (int i = 0; !has_table(); ++i) {
    ASSERT_LT(absl::Now(), deadline);
    ASSERT_OK(db->Commit(Batch(std::to_string(i), std::string(32 << 10, 'x')),
                         {.durable = false}));
  }
}

TEST_F(RocksDb, CanBeReadWithoutRoomToWrite) {
  RocksDbOptions full;
  full.reserve_bytes = ~uint64_t{0};  // no disk has that much
  EXPECT_THAT(OpenRocksDb(directory_, full),
              StatusIs(absl::StatusCode::kResourceExhausted));
  {
    ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
    ASSERT_OK(db->Commit(Batch("a", "1"), {}));
  }
  {
    ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, full));
    EXPECT_EQ(db->Get({}, "a").value(), "1");  // still in the log
    const auto is_full = StatusIs(absl::StatusCode::kResourceExhausted,
                                  HasSubstr("free some space"));
    EXPECT_THAT(db->Commit(Batch("b", "2"), {}), is_full);
    EXPECT_THAT(db->BulkLoad({}, {}), is_full);
    EXPECT_THAT(db->DeleteRange(Range::Prefix("a")), is_full);
    EXPECT_THAT(db->Collect(nullptr), is_full);
    EXPECT_THAT(db->Checkpoint(directory_ + "-copy", nullptr), is_full);
    // It is in use all the same.
    EXPECT_THAT(OpenRocksDb(directory_, {}),
                StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(OpenRocksDb(directory_, full),
                StatusIs(absl::StatusCode::kFailedPrecondition));
  }
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  EXPECT_EQ(db->Get({}, "b").value(), std::nullopt);
  ASSERT_OK(db->Commit(Batch("b", "2"), {}));
}

TEST_F(RocksDb, DamagedFilesAreDataLoss) {
  {
    ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
    ASSERT_OK(db->Commit(Batch("a", "1"), {}));
  }
  std::ofstream(directory_ + "/CURRENT") << "nonsense";
  EXPECT_THAT(OpenRocksDb(directory_, {}),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr(directory_)));
}

TEST_F(RocksDb, FileInPlaceOfTheDirectoryIsAnErrorThatNamesIt) {
  std::ofstream(directory_) << "a file";
  const absl::Status status = OpenRocksDb(directory_, {}).status();
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()), HasSubstr(directory_));
}

TEST_F(RocksDb, StoredBytesGrow) {
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  ASSERT_OK(db->Commit(Batch("a", std::string(1 << 20, 'x')), {}));
  EXPECT_GT(db->StoredBytes().value(), 1000u);
}

TEST_F(RocksDb, ReservedMemoryIsThereFromTheStart) {
  constexpr size_t kBytes = size_t{8} << 20;
  {
    ASSERT_OK_AND_ASSIGN(const auto db,
                         OpenRocksDb(directory_, {.cache_bytes = kBytes}));
    EXPECT_LT(db->Memory().blocks, kBytes / 2);
  }
  ASSERT_OK_AND_ASSIGN(
      const auto db,
      OpenRocksDb(directory_, {.cache_bytes = kBytes, .reserve_cache = true}));
  EXPECT_GT(db->Memory().blocks, kBytes * 3 / 4);
  EXPECT_LE(db->Memory().blocks, kBytes + kBytes / 16);
}

TEST_F(RocksDb, WritesAreInMemoryUntilTheyMakeATable) {
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  const uint64_t before = db->Memory().writes;
  ASSERT_OK(db->Commit(Batch("a", std::string(1 << 20, 'x')), {}));
  EXPECT_GE(db->Memory().writes, before + (1 << 20));
}

}  // namespace
}  // namespace weft::graphstore::kv
