#include "service/server/restore.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "base/status_matchers.h"
#include "graphstore/archive/archived_database.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::service {
namespace {

namespace fs = std::filesystem;
using graphstore::MakeDocument;
using graphstore::Store;

class Restore : public ::testing::Test {
 protected:
  Restore() {
    folder_ = ::testing::TempDir() + "/restore_test" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    store_ = Store::Open(folder_ + "/db", {}).value();
    EXPECT_OK(store_->WriteDocument(
        MakeDocument("1", {"Acme | buy | Bolt", "Acme | sell | Cog"}), {}));
    EXPECT_OK(store_->Backup(folder_ + "/backup"));
  }

  std::string folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(Restore, BringsTheGraphBack) {
  ASSERT_OK(store_->DeleteDocument("1"));
  ASSERT_OK_AND_ASSIGN(const RestoreResult result,
                       RestoreBackup(folder_ + "/backup", folder_ + "/new/"));
  EXPECT_EQ(result.version, 1u);
  EXPECT_GT(result.keys_checked, 0u);
  EXPECT_FALSE(fs::exists(folder_ + "/new.restoring"));
  const auto restored = Store::Open(folder_ + "/new", {}).value();
  EXPECT_EQ(graphstore::AllFacts(*restored->Snapshot().value(), {}).size(), 2u);
  // What is written to it does not reach the backup.
  ASSERT_OK(restored->DeleteDocument("1"));
  ASSERT_OK(restored->Compact());
  EXPECT_OK(RestoreBackup(folder_ + "/backup", folder_ + "/again"));
}

TEST_F(Restore, MakesAStateOfAnArchive) {
  store_.reset();
  graphstore::StoreOptions options;
  options.over = [this](auto database) {
    graphstore::ArchiveOptions archive;
    archive.folder = folder_ + "/archive";
    return graphstore::OpenArchived(std::move(database), archive);
  };
  store_ = Store::Open(folder_ + "/db", options).value();
  ASSERT_OK(store_->WriteDocument(MakeDocument("2", {"Bolt | buy | Cog"}), {}));
  ASSERT_OK(store_->DeleteDocument("1"));
  EXPECT_EQ(RestoreBackup(folder_ + "/archive", folder_ + "/newest")->version,
            3u);
  RestoreTarget target;
  target.version = 2;
  ASSERT_OK_AND_ASSIGN(
      const RestoreResult result,
      RestoreBackup(folder_ + "/archive", folder_ + "/second", target));
  EXPECT_EQ(result.version, 2u);
  const auto restored = Store::Open(folder_ + "/second", {}).value();
  EXPECT_EQ(graphstore::AllFacts(*restored->Snapshot().value(), {}).size(), 3u);
  // What is written to it does not reach the archive.
  ASSERT_OK(restored->DeleteDocument("2"));
  ASSERT_OK(restored->Compact());
  EXPECT_OK(RestoreBackup(folder_ + "/archive", folder_ + "/again", target));
  target.version = 9;
  EXPECT_THAT(RestoreBackup(folder_ + "/archive", folder_ + "/x", target),
              StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(RestoreBackup(folder_ + "/backup", folder_ + "/x", target),
              StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK_AND_ASSIGN(const auto runs, ListArchive(folder_ + "/archive"));
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].first.version, 1u);
  EXPECT_EQ(runs[0].last.version, 3u);
  EXPECT_THAT(ListArchive(folder_ + "/backup").status(),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(Restore, RefusesToWriteOverSomething) {
  EXPECT_THAT(RestoreBackup(folder_ + "/backup", folder_ + "/db"),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(RestoreBackup(folder_ + "/nothing", folder_ + "/new"),
              StatusIs(absl::StatusCode::kNotFound));
  fs::create_directories(folder_ + "/empty");
  EXPECT_OK(RestoreBackup(folder_ + "/backup", folder_ + "/empty"));
}

TEST_F(Restore, FindsDamage) {
  for (const auto& entry : fs::directory_iterator(folder_ + "/backup")) {
    if (entry.path().extension() != ".sst") continue;
    // The file may be shared with the database: replace it, do not write to it.
    const std::string name = entry.path().string();
    fs::copy_file(name, name + ".copy");
    fs::rename(name + ".copy", name);
    std::fstream file(name, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(40);
    file.write("damaged", 7);
  }
  EXPECT_THAT(RestoreBackup(folder_ + "/backup", folder_ + "/new"),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_FALSE(fs::exists(folder_ + "/new"));
  EXPECT_FALSE(fs::exists(folder_ + "/new.restoring"));
}

}  // namespace
}  // namespace weft::service
