#include "graphstore/load/load_work.h"

#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LoadWorkTest : public ::testing::Test {
 protected:
  LoadWorkTest() {
    root_ = ::testing::TempDir() + "/load_work_" +
            ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root_);
  }

  KeptFile Write(const LoadWork& work, const std::string& name,
                 const std::string& bytes) {
    EXPECT_OK(WriteFileAtomically(work.Path(name), bytes));
    return {name, bytes.size(), StableHash(bytes)};
  }

  // All stages of a load of "a".
  void LeaveAllStages() {
    const auto work = LoadWork::Open(root_, "a", "key");
    ASSERT_NE(work, nullptr);
    KeptReading reading;
    reading.triple_count = 3;
    reading.triples = Write(*work, "triples", "123");
    reading.names = Write(*work, "names", "abc");
    ASSERT_OK(work->SaveReading(reading));
    ASSERT_OK(work->SavePrepared("base", Write(*work, "prepared", "xyz")));
    for (const std::string name : {"0-0.sst", "0-1.sst", "3-0.sst"}) {
      Write(*work, name, "rows of " + name);
    }
    ASSERT_OK(work->SaveTables("outgoing",
                               {work->Path("0-0.sst"), work->Path("0-1.sst")}));
    ASSERT_OK(work->SaveTables("mentions", {}));
    folder_ = work->folder();
  }

  std::string root_;
  std::string folder_;
};

TEST_F(LoadWorkTest, TakesUpAllStages) {
  LeaveAllStages();
  const auto work = LoadWork::Open(root_, "a", "key");
  ASSERT_NE(work, nullptr);
  EXPECT_EQ(work->manifest().reading.triple_count, 3u);
  EXPECT_EQ(work->manifest().base, "base");
  EXPECT_EQ(work->manifest().prepared.name, "prepared");
  EXPECT_NE(work->manifest().Tables("outgoing"), nullptr);
  EXPECT_NE(work->manifest().Tables("mentions"), nullptr);
  EXPECT_THAT(work->TablePaths(),
              ElementsAre(work->Path("0-0.sst"), work->Path("0-1.sst")));
  // The one that was not finished is gone.
  EXPECT_FALSE(fs::exists(work->Path("3-0.sst")));
  work->Remove();
  EXPECT_FALSE(fs::exists(root_));
}

TEST_F(LoadWorkTest, BeginsAnewWithAnotherKey) {
  LeaveAllStages();
  const auto work = LoadWork::Open(root_, "a", "another key");
  ASSERT_NE(work, nullptr);
  EXPECT_EQ(work->manifest().reading, KeptReading());
  EXPECT_EQ(work->manifest().key, "another key");
  EXPECT_EQ(work->manifest().base, "");
  EXPECT_THAT(work->TablePaths(), IsEmpty());
  EXPECT_FALSE(fs::exists(work->Path("triples")));
}

// A stage takes those behind it along, and none before it.
TEST_F(LoadWorkTest, ThrowsDamagedStagesAway) {
  const struct {
    std::string file;
    std::string bytes;
    uint64_t triples;
    std::string base;
  } kCases[] = {
      {"triples", "12", 0, ""},        // cut off
      {"triples", "124", 0, ""},       // other bytes
      {"triples", "1234", 3, "base"},  // more: not finished
      {"names", "abd", 0, ""},
      {"prepared", "xyy", 3, ""},
      {"0-1.sst", "rows of 0-2.sst", 3, ""},
      {"manifest", "weft load 1", 0, ""},
  };
  for (const auto& test : kCases) {
    LeaveAllStages();
    ASSERT_OK(WriteFileAtomically(folder_ + "/" + test.file, test.bytes));
    const auto work = LoadWork::Open(root_, "a", "key");
    ASSERT_NE(work, nullptr);
    EXPECT_EQ(work->manifest().reading.triple_count, test.triples)
        << test.file << test.bytes;
    EXPECT_EQ(work->manifest().base, test.base) << test.file << test.bytes;
    EXPECT_EQ(work->manifest().Tables("outgoing") != nullptr,
              test.base == "base");
  }
}

TEST_F(LoadWorkTest, IsForOneLoadAtATime) {
  auto first = LoadWork::Open(root_, "a", "key");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(LoadWork::Open(root_, "a", "key"), nullptr);
  EXPECT_NE(LoadWork::Open(root_, "b", "key"), nullptr);
  RemoveStaleLoads(root_, /*all=*/true);
  RemoveLoad(root_, "a");
  EXPECT_TRUE(fs::exists(first->folder()));
  first.reset();
  EXPECT_NE(LoadWork::Open(root_, "a", "key"), nullptr);
}

TEST_F(LoadWorkTest, RemovesWhatNoLoadCanTakeUp) {
  RemoveStaleLoads(root_, /*all=*/false);  // there is nothing yet
  LeaveAllStages();
  const std::string of_a = folder_;
  const std::string of_b = LoadWork::Open(root_, "b", "key")->folder();
  RemoveStaleLoads(root_, /*all=*/false);
  EXPECT_TRUE(fs::exists(of_a));
  EXPECT_FALSE(fs::exists(of_b));  // it has no manifest

  const auto age = absl::ToChronoSeconds(kKeepLoadsFor + absl::Hours(1));
  fs::last_write_time(of_a + "/manifest",
                      fs::file_time_type::clock::now() - age);
  RemoveStaleLoads(root_, /*all=*/false);
  EXPECT_FALSE(fs::exists(of_a));
  EXPECT_FALSE(fs::exists(root_));

  LeaveAllStages();
  RemoveLoad(root_, "b");
  EXPECT_TRUE(fs::exists(folder_));
  RemoveStaleLoads(root_, /*all=*/true);
  EXPECT_FALSE(fs::exists(root_));
}

}  // namespace
}  // namespace weft::graphstore
