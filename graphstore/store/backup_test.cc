// Backups of a store in use.
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

class Backup : public ::testing::Test {
 protected:
  Backup() {
    folder_ = ::testing::TempDir() + "/backup_test" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    store_ = Store::Open(folder_ + "/db", {}).value();
  }

  void Write(const std::string& id) {
    ASSERT_OK(store_->WriteDocument(
        MakeDocument(id, {absl::StrCat("Acme | buy | Bolt ", id)}), {}));
  }

  std::string folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(Backup, HoldsTheVersionThatItSays) {
  Write("1");
  Write("2");
  ASSERT_OK_AND_ASSIGN(const BackupResult result,
                       store_->Backup(folder_ + "/backup"));
  EXPECT_EQ(result.version, 2u);
  EXPECT_GT(result.bytes, 0u);
  Write("3");
  ASSERT_OK(store_->DeleteDocument("1"));
  ASSERT_OK(store_->Compact());
  const auto copy = Store::Open(folder_ + "/backup", {}).value();
  EXPECT_EQ(copy->Snapshot().value()->version(), 2u);
  EXPECT_EQ(AllFacts(*copy->Snapshot().value(), {}).size(), 2u);
  EXPECT_TRUE(copy->Check().value().ok());
}

TEST_F(Backup, IsWholeWhileWritersGoOn) {
  Write("first");
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) Write(absl::StrCat(i));
  });
  std::vector<uint64_t> versions;
  for (int i = 0; i < 4; ++i) {
    const auto result = store_->Backup(absl::StrCat(folder_, "/backup", i));
    ASSERT_OK(result);
    versions.push_back(result->version);
  }
  stop = true;
  writer.join();
  for (size_t i = 0; i < versions.size(); ++i) {
    const auto copy =
        Store::Open(absl::StrCat(folder_, "/backup", i), {}).value();
    EXPECT_EQ(copy->Snapshot().value()->version(), versions[i]);
    EXPECT_TRUE(copy->Check().value().ok());
  }
}

TEST_F(Backup, ThatIsCancelledLeavesNoFolderAndNoAnswer) {
  Write("1");
  Cancellation cancellation;
  cancellation.Cancel();
  const LongWork stopped = {nullptr, &cancellation};
  const WriteRequest request = {"r1", 1};
  EXPECT_THAT(store_->Backup(folder_ + "/backup", stopped, request),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/backup"));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/backup.tmp"));
  ASSERT_OK(store_->Backup(folder_ + "/backup", {}, request));
  EXPECT_THAT(store_->Compact(stopped), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_TRUE(store_->Check()->ok());
  ASSERT_OK(store_->Compact());
}

TEST_F(Backup, NeverWritesOverAnything) {
  Write("1");
  ASSERT_OK(store_->Backup(folder_ + "/backup"));
  EXPECT_THAT(store_->Backup(folder_ + "/backup"),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(store_->Backup(folder_ + "/db"),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(Backup, EarliestChangeFollowsTheTrim) {
  EXPECT_EQ(store_->EarliestChange().value(), 0u);
  for (const char* id : {"1", "2", "3"}) Write(id);
  EXPECT_EQ(store_->EarliestChange().value(), 0u);
  ASSERT_OK(store_->TrimChanges(2));
  EXPECT_EQ(store_->EarliestChange().value(), 2u);
  EXPECT_EQ(store_->Changes(2, 10)->changes.size(), 1u);
  ASSERT_OK(store_->TrimChanges(3));
  EXPECT_EQ(store_->EarliestChange().value(), 3u);
}

}  // namespace
}  // namespace weft::graphstore
