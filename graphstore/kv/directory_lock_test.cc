#include "graphstore/kv/directory_lock.h"

#include <linux/capability.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/status_matchers.h"
#include "graphstore/kv/rocksdb_database.h"

namespace weft::graphstore::kv {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

// Gives up the right to write everywhere, which tests have that are run by the
// administrator.
class WithoutRights {
 public:
  WithoutRights() {
    EXPECT_EQ(syscall(SYS_capget, &header_, before_), 0);
    __user_cap_data_struct now[2] = {before_[0], before_[1]};
    now[0].effective &= ~(1u << CAP_DAC_OVERRIDE);
    EXPECT_EQ(syscall(SYS_capset, &header_, now), 0);
  }
  ~WithoutRights() { EXPECT_EQ(syscall(SYS_capset, &header_, before_), 0); }

 private:
  __user_cap_header_struct header_ = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct before_[2] = {};
};

// A database with the row a → 1.
class ReadOnlyDirectory : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "/directory_lock_test" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    directory_ = folder_ + "/db";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
    WriteBatch batch;
    batch.Put("a", "1");
    ASSERT_OK(db->Commit(batch, {}));
  }
  void TearDown() override { fs::permissions(directory_, fs::perms{0755}); }

  void TakeTheRightToWrite() const {
    fs::permissions(directory_, fs::perms{0555});
    for (const auto& file : fs::directory_iterator(directory_)) {
      fs::permissions(file.path(), fs::perms{0444});
    }
  }

  std::string folder_;
  std::string directory_;
};

TEST_F(ReadOnlyDirectory, CanBeReadBySeveralAndNotWritten) {
  TakeTheRightToWrite();
  const WithoutRights limited;
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  EXPECT_EQ(db->Get({}, "a").value(), "1");
  ASSERT_OK_AND_ASSIGN(const auto second, OpenRocksDb(directory_, {}));
  EXPECT_EQ(second->Get({}, "a").value(), "1");
  WriteBatch batch;
  batch.Put("b", "2");
  EXPECT_THAT(db->Commit(batch, {}),
              StatusIs(absl::StatusCode::kPermissionDenied,
                       AllOf(HasSubstr(directory_ + " can only be read"),
                             HasSubstr("that you may write"))));
}

TEST_F(ReadOnlyDirectory, HoldsNoNewDatabase) {
  fs::permissions(folder_, fs::perms{0555});
  const WithoutRights limited;
  EXPECT_THAT(OpenRocksDb(folder_ + "/new", {}),
              StatusIs(absl::StatusCode::kPermissionDenied));
  fs::permissions(folder_, fs::perms{0755});
}

// Locks of one process do not exclude each other, so that a second one asks.
template <typename What>
bool InAnotherProcess(What what) {
  const pid_t child = fork();
  if (child == 0) _exit(what() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status) == 0;
}

bool CanRead(const std::string& directory) {
  return InAnotherProcess(
      [&] { return DirectoryLock().AcquireShared(directory).ok(); });
}
bool CanWrite(const std::string& directory) {
  return InAnotherProcess(
      [&] { return DirectoryLock().Acquire(directory).ok(); });
}

TEST_F(ReadOnlyDirectory, ReadersKeepWritersAwayAndEachOtherNot) {
  {
    DirectoryLock lock;
    ASSERT_TRUE(lock.AcquireShared(directory_).ok());
    EXPECT_TRUE(CanRead(directory_));
    EXPECT_FALSE(CanWrite(directory_));
  }
  EXPECT_TRUE(CanWrite(directory_));
}

TEST_F(ReadOnlyDirectory, WritersKeepReadersAway) {
  {
    DirectoryLock lock;
    ASSERT_TRUE(lock.Acquire(directory_).ok());
    EXPECT_FALSE(CanRead(directory_));
  }
  EXPECT_TRUE(CanRead(directory_));
}

TEST_F(ReadOnlyDirectory, WithoutALockFileCanBeRead) {
  fs::remove(directory_ + "/LOCK");
  TakeTheRightToWrite();
  const WithoutRights limited;
  ASSERT_OK_AND_ASSIGN(const auto db, OpenRocksDb(directory_, {}));
  EXPECT_EQ(db->Get({}, "a").value(), "1");
}

}  // namespace
}  // namespace weft::graphstore::kv
