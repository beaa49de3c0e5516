// The store on RocksDB: opening, formats, damage.
#include <filesystem>

#include "base/status_matchers.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

void Write(Store* store, const DocumentFacts& document) {
  ASSERT_OK(store->WriteDocument(document, {}));
}

std::vector<std::string> Facts(Store* store) {
  return Lines(AllFacts(*store->Snapshot().value(), {}));
}

class OnDisk : public ::testing::Test {
 protected:
  OnDisk() {
    directory_ =
        ::testing::TempDir() + "/store_on_disk_test" +
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory_);
  }
  std::string directory_;
};

TEST_F(OnDisk, OpensWhatWasWritten) {
  {
    const auto store = Store::Open(directory_, {}).value();
    Write(store.get(), MakeDocument("1", {"Acme | buy | Bolt"}));
    EXPECT_THAT(
        Store::Open(directory_, {}),
        StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("in use")));
  }
  const auto store = Store::Open(directory_, {}).value();
  EXPECT_THAT(Facts(store.get()), ElementsAre("Acme | buy | Bolt"));
  Write(store.get(), MakeDocument("2", {"Acme | sell | Cog"}));
  EXPECT_OK(store->Compact());
  EXPECT_THAT(Facts(store.get()), SizeIs(2));
  EXPECT_GT(store->Snapshot().value()->Statistics()->stored_bytes, 0u);
}

TEST_F(OnDisk, NewerFormatIsRefused) {
  {
    const auto database = kv::OpenRocksDb(directory_, {}).value();
    kv::WriteBatch batch;
    batch.Put("!format", "999");
    ASSERT_OK(database->Commit(batch, {}));
  }
  EXPECT_THAT(Store::Open(directory_, {}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("database format 999 is newer than this "
                                 "program (knows 4): upgrade weft")));
}

TEST_F(OnDisk, OlderFormatIsRefusedWithAdvice) {
  {
    const auto database = kv::OpenRocksDb(directory_, {}).value();
    kv::WriteBatch batch;
    batch.Put("!format", "1");
    ASSERT_OK(database->Commit(batch, {}));
  }
  EXPECT_THAT(Store::Open(directory_, {}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("ingest its documents into a new database")));
}

TEST_F(OnDisk, StrangeDatabaseIsDataLoss) {
  for (const char* format : {"", "x", "0", "-1"}) {
    {
      const auto database = kv::OpenRocksDb(directory_, {}).value();
      kv::WriteBatch batch;
      batch.Put("something", "else");
      if (*format != '\0') batch.Put("!format", format);
      ASSERT_OK(database->Commit(batch, {}));
    }
    EXPECT_THAT(Store::Open(directory_, {}),
                StatusIs(absl::StatusCode::kDataLoss));
  }
}

TEST_F(OnDisk, CheckFindsDamage) {
  {
    const auto store = Store::Open(directory_, {}).value();
    Write(store.get(), MakeDocument("1", {"Acme | buy | Bolt"}));
  }
  {
    const auto database = kv::OpenRocksDb(directory_, {}).value();
    kv::WriteBatch batch;
    std::string edge;
    ASSERT_OK(database->Visit({}, kv::Range::Prefix("P"),
                              [&](absl::string_view key, absl::string_view) {
                                edge = std::string(key);
                                return false;
                              }));
    batch.Delete(edge);
    batch.Put("Zunknown", "");
    ASSERT_OK(database->Commit(batch, {}));
  }
  const auto store = Store::Open(directory_, {}).value();
  ASSERT_OK_AND_ASSIGN(const CheckReport report, store->Check());
  EXPECT_EQ(report.problem_count, 2u);
  EXPECT_THAT(report.problems,
              UnorderedElementsAre(HasSubstr("missing key P"),
                                   HasSubstr("should not be there Z")));
}

}  // namespace
}  // namespace weft::graphstore
