#include "graphstore/store/formats.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/kv/rocksdb_database.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The rows "a" and "b" as one stream; after `rows` of them comes an error.
class Failing : public kv::SortedStream {
 public:
  explicit Failing(int rows) : left_(rows) {}

  absl::StatusOr<bool> Next(kv::BulkRow* row) override {
    if (left_-- == 0) return absl::UnavailableError("the power is gone");
    key_ = key_.empty() ? "a" : "b";
    row->key = key_;
    row->value = "new";
    row->deleted = false;
    return true;
  }

 private:
  int left_;
  std::string key_;
};

// Doubles the value of "n", and takes "old" away.
class Doubling : public kv::SortedStream {
 public:
  explicit Doubling(const std::string& value) : value_(value + value) {}

  absl::StatusOr<bool> Next(kv::BulkRow* row) override {
    if (rows_ == 2) return false;
    row->key = rows_ == 0 ? "n" : "old";
    row->value = value_;
    row->deleted = rows_ == 1;
    ++rows_;
    return true;
  }

 private:
  const std::string value_;
  int rows_ = 0;
};

absl::StatusOr<RowStreams> Double(const kv::Database& database,
                                  const kv::ReadOptions& options) {
  RowStreams streams;
  streams.push_back(
      std::make_unique<Doubling>(*database.Get(options, "n").value()));
  return streams;
}
absl::StatusOr<RowStreams> Fail(const kv::Database&, const kv::ReadOptions&) {
  RowStreams streams;
  streams.push_back(std::make_unique<Failing>(2));
  return streams;
}

constexpr FormatStep kGood[] = {{4, "n twice", Double}, {5, "again", Double}};
constexpr FormatStep kBad[] = {{4, "n twice", Double}, {5, "fails", Fail}};

void Put(kv::Database* database, const std::string& format) {
  kv::WriteBatch batch;
  batch.Put("!format", format);
  batch.Put("n", "x");
  batch.Put("old", "");
  ASSERT_OK(database->Commit(batch, {}));
}

std::vector<std::string> Rows(const kv::Database& database) {
  std::vector<std::string> rows;
  EXPECT_OK(database.Visit({}, {},
                           [&](absl::string_view key, absl::string_view value) {
                             rows.push_back(absl::StrCat(key, "=", value));
                             return true;
                           }));
  return rows;
}

class Formats : public ::testing::TestWithParam<bool> {
 protected:
  Formats() {
    const std::string directory =
        ::testing::TempDir() + "/formats_test/" +
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory);
    database_ = GetParam() ? kv::OpenRocksDb(directory, {}).value()
                           : kv::NewInMemoryDatabase();
  }

  std::shared_ptr<kv::Database> database_;
};
INSTANTIATE_TEST_SUITE_P(OnDiskAndInMemory, Formats, ::testing::Bool());

TEST_P(Formats, StepsAreTakenFromTheOneThatItHas) {
  const struct {
    const char* format;
    std::vector<std::string> rows;
    std::vector<std::string> told;
  } kCases[] = {
      {"4",
       {"!format=6", "n=xxxx"},
       {"database format 4 becomes 5: n twice",
        "database format 5 becomes 6: again"}},
      {"5", {"!format=6", "n=xx"}, {"database format 5 becomes 6: again"}},
      {"6", {"!format=6", "n=x", "old="}, {}},
  };
  for (const auto& test : kCases) {
    Put(database_.get(), test.format);
    std::vector<std::string> told;
    EXPECT_OK(Migrate(database_.get(), 6, kGood, [&](absl::string_view what) {
      told.emplace_back(what);
    }));
    EXPECT_EQ(Rows(*database_), test.rows) << test.format;
    EXPECT_EQ(told, test.told) << test.format;
  }
}

TEST_P(Formats, AStepThatEndsInTheMiddleHasChangedNothing) {
  Put(database_.get(), "4");
  EXPECT_THAT(
      Migrate(database_.get(), 6, kBad, nullptr),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr("the power is gone")));
  EXPECT_THAT(Rows(*database_), ElementsAre("!format=5", "n=xx"));
  // What was done is not done again.
  EXPECT_OK(Migrate(database_.get(), 6, kGood, nullptr));
  EXPECT_THAT(Rows(*database_), ElementsAre("!format=6", "n=xxxx"));
}

TEST_P(Formats, OthersAreRefusedAndLeftAlone) {
  const struct {
    const char* format;
    absl::StatusCode code;
    const char* says;
  } kCases[] = {
      {"7", absl::StatusCode::kFailedPrecondition,
       "database format 7 is newer than this program (knows 6): upgrade weft"},
      {"3", absl::StatusCode::kFailedPrecondition,
       "database format 3 is older than this program reads (4 to 6): ingest "
       "its documents into a new database, or use the weft that wrote it"},
      {"0", absl::StatusCode::kDataLoss,
       "format version is missing or damaged"},
      {"4>5", absl::StatusCode::kDataLoss, "restore a backup"},
  };
  for (const auto& test : kCases) {
    Put(database_.get(), test.format);
    const std::vector<std::string> before = Rows(*database_);
    EXPECT_THAT(Migrate(database_.get(), 6, kGood, nullptr),
                StatusIs(test.code, HasSubstr(test.says)));
    EXPECT_EQ(Rows(*database_), before);
  }
}

TEST(FormatSteps, LeadToThePresentOneWithoutAGap) {
  const auto steps = FormatSteps();
  for (size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].from + steps.size() - i, kFormatVersion);
    EXPECT_STRNE(steps[i].what, "");
  }
}

}  // namespace
}  // namespace weft::graphstore
