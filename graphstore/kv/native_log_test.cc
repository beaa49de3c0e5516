#include "graphstore/kv/native_log.h"

#include <filesystem>
#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore::kv {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class NativeLogTest : public ::testing::Test {
 protected:
  NativeLogTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  std::string Text(const std::string& name) {
    return ReadFile(folder_ + "/" + name, 1 << 20).value_or("none");
  }

  const std::string folder_ = ::testing::TempDir() + "/native_log_test";
};

TEST_F(NativeLogTest, KeepsWarningsAndErrors) {
  const auto log = NewNativeLog(folder_);
  rocksdb::Log(rocksdb::INFO_LEVEL, log, "all is well");
  EXPECT_EQ(Text("LOG"), "none");
  rocksdb::Log(rocksdb::WARN_LEVEL, log, "%d tables", 7);
  rocksdb::Log(rocksdb::ERROR_LEVEL, log, "no room");
  EXPECT_THAT(Text("LOG"), AllOf(HasSubstr("7 tables\n"), EndsWith("no room\n"),
                                 Not(HasSubstr("all is well"))));
}

TEST_F(NativeLogTest, IsBounded) {
  for (int i = 0; i < 100; ++i) {
    const auto log = NewNativeLog(folder_, 1000);
    rocksdb::Log(rocksdb::WARN_LEVEL, log, "line %d", i);
  }
  EXPECT_LT(Text("LOG").size(), 1100u);
  EXPECT_LT(Text("LOG.old").size(), 1100u);
  EXPECT_THAT(Text("LOG"), EndsWith("line 99\n"));
}

// As on a full disk.
TEST_F(NativeLogTest, LeavesOutWhatItCannotWrite) {
  const auto log = NewNativeLog(folder_ + "/missing");
  for (int i = 0; i < 3; ++i) rocksdb::Log(rocksdb::WARN_LEVEL, log, "line");
  const auto full = NewNativeLog("/dev/full");  // no folder
  rocksdb::Log(rocksdb::WARN_LEVEL, full, "line");
}

}  // namespace
}  // namespace weft::graphstore::kv
