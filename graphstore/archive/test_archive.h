// A store with an archive, for tests.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_TEST_ARCHIVE_H_
#define WEFT_GRAPHSTORE_ARCHIVE_TEST_ARCHIVE_H_

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/archive_restore.h"
#include "graphstore/archive/archived_database.h"
#include "graphstore/kv/database.h"
#include "graphstore/load/triple_loader.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore {

// The folder of a test that another process takes part in.
inline constexpr char kArchiveTestFolder[] = "ARCHIVE_TEST_FOLDER";

using Rows = std::vector<std::pair<std::string, std::string>>;

inline Rows Dump(Store& store) {
  Rows rows;
  EXPECT_OK(store.Dump([&](absl::string_view key, absl::string_view value) {
    rows.emplace_back(key, value);
  }));
  return rows;
}

class Archive : public ::testing::Test {
 protected:
  Archive() {
    if (const char* folder = std::getenv(kArchiveTestFolder)) {
      folder_ = folder;
    } else {
      folder_ = ::testing::TempDir() + "/archive_test" +
                ::testing::UnitTest::GetInstance()->current_test_info()->name();
      std::filesystem::remove_all(folder_);
      std::filesystem::create_directories(folder_);
    }
    options_.folder = archive();
    options_.clock = [this] { return now_; };
    options_.on_error = [this](const absl::Status& error) {
      errors_.push_back(error.ToString());
    };
  }

  std::string archive() const { return folder_ + "/archive"; }

  void Close() {
    store_.reset();
    database_.reset();
  }
  absl::Status TryOpen(bool archived = true) {
    Close();
    StoreOptions options;
    options.clock = [this] { return now_; };
    if (archived) {
      options.over = [this](std::shared_ptr<kv::Database> database) {
        auto opened = OpenArchived(std::move(database), options_);
        if (opened.ok()) database_ = *opened;
        return opened;
      };
    }
    auto store = Store::Open(folder_ + "/db", options);
    if (store.ok()) store_ = *std::move(store);
    return store.status();
  }
  void Open(bool archived = true) { ASSERT_OK(TryOpen(archived)); }

  void Write(const std::string& id, const std::string& line) {
    now_ += absl::Seconds(1);
    ASSERT_OK(store_->WriteDocument(MakeDocument(id, {line}), {}));
  }

  void Load(const std::string& source, const std::string& tsv) {
    now_ += absl::Seconds(1);
    LoadOptions options;
    options.source = source;
    options.temporary_folder = folder_;
    auto loader = TripleLoader::Create(store_.get(), options).value();
    ASSERT_OK(loader->AddText(TripleFormat::kTsv, tsv));
    ASSERT_OK(loader->Finish().status());
  }

  // The rows of a state that is made again, in a folder of its own.
  absl::StatusOr<Rows> Restore(const ArchiveTarget& target) {
    auto state = FindState(archive(), target);
    if (!state.ok()) return state.status();
    const std::string copy = absl::StrCat(folder_, "/copy", ++copies_);
    std::filesystem::copy(state->base, copy,
                          std::filesystem::copy_options::recursive);
    const absl::Status replayed = Replay(*state, copy);
    if (!replayed.ok()) return replayed;
    auto store = Store::Open(copy, {}).value();
    EXPECT_TRUE(store->Check()->ok());
    EXPECT_EQ(store->Snapshot().value()->version(), state->version.version);
    return Dump(*store);
  }
  static ArchiveTarget Version(uint64_t version) {
    return {.version = version, .time = std::nullopt};
  }
  absl::StatusOr<Rows> RestoreVersion(uint64_t version) {
    return Restore(Version(version));
  }
  absl::StatusOr<Rows> RestoreTime(absl::Time time) {
    return Restore({.version = std::nullopt, .time = time});
  }

  size_t Runs() { return RunsIn(archive())->size(); }

  std::string folder_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
  ArchiveOptions options_;
  std::shared_ptr<kv::Database> database_;  // of store_
  std::unique_ptr<Store> store_;
  std::vector<std::string> errors_;
  int copies_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_TEST_ARCHIVE_H_
