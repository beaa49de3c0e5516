// Long work of the engines that is given up in the middle.
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/status_matchers.h"
#include "graphstore/kv/database.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/kv/rocksdb_database.h"

namespace weft::graphstore::kv {
namespace {

// Stops when it is asked for the nth time.
class StopsAt : public Cancellation {
 public:
  explicit StopsAt(int n)
      : Cancellation(absl::InfiniteFuture(), [this] { return ++asked_ >= n_; }),
        n_(n) {}

 private:
  const int n_;
  std::atomic<int> asked_ = 0;
};

std::vector<std::pair<std::string, std::string>> RowsOf(const Database& db) {
  std::vector<std::pair<std::string, std::string>> rows;
  EXPECT_OK(
      db.Visit({}, {}, [&](absl::string_view key, absl::string_view value) {
        rows.emplace_back(key, value);
        return true;
      }));
  return rows;
}

class Cancelled : public ::testing::TestWithParam<bool> {
 protected:
  Cancelled()
      : folder_(absl::StrCat(
            ::testing::TempDir(), "/kv_cancel_test",
            ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    db_ = GetParam() ? OpenRocksDb(folder_ + "/db", {}).value()
                     : NewInMemoryDatabase();
    // Several tables.
    for (int i = 0; i < 300; ++i) {
      WriteBatch batch;
      batch.Put(absl::StrCat(i), std::string(1000, 'x'));
      EXPECT_OK(db_->Commit(batch, {}).status());
      if (i % 100 == 0) {
        EXPECT_OK(db_->Collect(nullptr));
      }
    }
  }

  std::string folder_;
  std::shared_ptr<Database> db_;
};
INSTANTIATE_TEST_SUITE_P(OnDiskAndInMemory, Cancelled, ::testing::Bool());

TEST_P(Cancelled, ACheckpointLeavesNothing) {
  const std::string copy = folder_ + "/copy";
  int stopped = 0;
  while (true) {
    const StopsAt cancellation(stopped + 1);
    const absl::Status status = db_->Checkpoint(copy, &cancellation);
    if (status.ok()) break;
    ASSERT_THAT(status, StatusIs(absl::StatusCode::kCancelled)) << stopped;
    EXPECT_FALSE(std::filesystem::exists(copy)) << stopped;
    EXPECT_FALSE(std::filesystem::exists(copy + ".tmp")) << stopped;
    ++stopped;
  }
  EXPECT_GE(stopped, GetParam() ? 5 : 1);  // files
  const auto opened =
      GetParam() ? OpenRocksDb(copy, {}) : OpenInMemoryCheckpoint(copy);
  EXPECT_EQ(RowsOf(**opened), RowsOf(*db_));
}

TEST_P(Cancelled, ACollectionChangesNoRow) {
  const auto rows = RowsOf(*db_);
  const StopsAt at_once(1);
  EXPECT_THAT(db_->Collect(&at_once), StatusIs(absl::StatusCode::kCancelled));
  const Cancellation late(absl::InfinitePast());
  EXPECT_THAT(db_->Collect(&late),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  // It may be through before somebody asks again.
  const StopsAt soon(2);
  if (const absl::Status status = db_->Collect(&soon); !status.ok()) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  }
  EXPECT_EQ(RowsOf(*db_), rows);
  ASSERT_OK(db_->Collect(nullptr));
  EXPECT_EQ(RowsOf(*db_), rows);
}

}  // namespace
}  // namespace weft::graphstore::kv
