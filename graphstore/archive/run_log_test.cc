#include "graphstore/archive/run_log.h"

#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

VersionTime At(uint64_t version) {
  return {version, absl::FromUnixMillis(1'000 * version)};
}

std::string Commit(uint64_t version) {
  kv::WriteBatch batch;
  batch.Put("key", absl::StrCat("value ", version));
  batch.Delete("gone");
  return EncodeCommitRecord(At(version), batch);
}

class RunLogTest : public ::testing::Test {
 protected:
  RunLogTest()
      : path_(::testing::TempDir() + "/" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() +
              ".log") {
    log_ =
        RunLog::Create(path_, {2, At(7), absl::FromUnixMillis(9'000)}).value();
  }

  std::string Bytes() { return ReadFile(path_).value(); }

  // Three commits, and the sizes of the file after each, the header first.
  std::vector<uint64_t> WriteThree() {
    std::vector<uint64_t> sizes = {log_->size()};
    for (const uint64_t version : {8, 9, 10}) {
      EXPECT_OK(log_->Append(Commit(version)));
      sizes.push_back(log_->size());
    }
    return sizes;
  }

  const std::string path_;
  std::unique_ptr<RunLog> log_;
};

TEST_F(RunLogTest, GivesBackWhatWasAppended) {
  const std::vector<uint64_t> sizes = WriteThree();
  const std::string bytes = Bytes();
  ASSERT_OK_AND_ASSIGN(const RunContent run, ScanRun(bytes));
  EXPECT_EQ(run.header.format, 2u);
  EXPECT_EQ(run.header.base, At(7));
  EXPECT_EQ(run.header.started, absl::FromUnixMillis(9'000));
  EXPECT_FALSE(run.damaged);
  ASSERT_EQ(run.commits.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(run.commits[i].version, At(8 + i));
    EXPECT_EQ(run.commits[i].begin, sizes[i]);
    EXPECT_EQ(run.commits[i].end, sizes[i + 1]);
    ASSERT_OK_AND_ASSIGN(const CommitRecord commit,
                         ReadCommit(bytes, run.commits[i]));
    EXPECT_EQ(commit.version, At(8 + i));
    ASSERT_EQ(commit.changes.size(), 2u);
    EXPECT_EQ(commit.changes[0].value, absl::StrCat("value ", 8 + i));
    EXPECT_EQ(commit.changes[1].key, "gone");
    EXPECT_EQ(commit.changes[1].value, std::nullopt);
  }
}

TEST_F(RunLogTest, LeavesOutWhatWasCutOffAnywhere) {
  const std::vector<uint64_t> sizes = WriteThree();
  const std::string bytes = Bytes();
  for (uint64_t size = sizes[0]; size <= bytes.size(); ++size) {
    ASSERT_OK_AND_ASSIGN(const RunContent run, ScanRun(bytes.substr(0, size)));
    const size_t whole =
        std::upper_bound(sizes.begin() + 1, sizes.end(), size) - sizes.begin() -
        1;
    EXPECT_EQ(run.commits.size(), whole) << size;
    EXPECT_EQ(run.end(), sizes[whole]) << size;
    EXPECT_FALSE(run.damaged) << size;
    // Space that was taken and not written to.
    ASSERT_OK_AND_ASSIGN(
        const RunContent zeros,
        ScanRun(bytes.substr(0, sizes[whole]) + std::string(40, '\0')));
    EXPECT_EQ(zeros.commits.size(), whole);
    EXPECT_FALSE(zeros.damaged);
  }
  for (uint64_t size = 0; size < sizes[0]; ++size) {
    EXPECT_THAT(ScanRun(bytes.substr(0, size)).status(),
                StatusIs(absl::StatusCode::kDataLoss));
  }
}

TEST_F(RunLogTest, FindsDamage) {
  const std::vector<uint64_t> sizes = WriteThree();
  const std::string bytes = Bytes();
  // The length of the second commit.
  std::string broken = bytes;
  broken[sizes[1]] ^= 1;
  ASSERT_OK_AND_ASSIGN(RunContent run, ScanRun(broken));
  EXPECT_TRUE(run.damaged);
  EXPECT_EQ(run.last(), At(8));
  // A byte of its value: found when it is read.
  broken = bytes;
  broken[sizes[2] - 10] ^= 1;
  ASSERT_OK_AND_ASSIGN(run, ScanRun(broken));
  EXPECT_EQ(run.commits.size(), 3u);
  EXPECT_OK(ReadCommit(broken, run.commits[0]));
  EXPECT_THAT(ReadCommit(broken, run.commits[1]).status(),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("version 9")));
  // A commit is missing.
  ASSERT_OK_AND_ASSIGN(
      run, ScanRun(bytes.substr(0, sizes[1]) + bytes.substr(sizes[2])));
  EXPECT_TRUE(run.damaged);
  EXPECT_EQ(run.last(), At(8));
}

TEST_F(RunLogTest, TakesTheLastOneBack) {
  ASSERT_OK(log_->Append(Commit(8)));
  const std::string before = Bytes();
  ASSERT_OK(log_->Append(Commit(9)));
  ASSERT_OK(log_->TakeBack());
  EXPECT_EQ(Bytes(), before);
  ASSERT_OK(log_->Append(Commit(9)));
  EXPECT_EQ(ScanRun(Bytes())->last(), At(9));
}

TEST_F(RunLogTest, GoesOnWhereItIsTold) {
  const std::vector<uint64_t> sizes = WriteThree();
  log_ = RunLog::Continue(path_, sizes[2]).value();
  EXPECT_EQ(ScanRun(Bytes())->last(), At(9));
  ASSERT_OK(log_->Append(Commit(10)));
  EXPECT_EQ(ScanRun(Bytes())->last(), At(10));
}

TEST(CommitRecord, RefusesTruncation) {
  const std::string bytes = Commit(8);
  CommitRecord record;
  ASSERT_TRUE(DecodeCommitRecord(bytes, &record));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeCommitRecord(bytes.substr(0, size), &record)) << size;
  }
}

}  // namespace
}  // namespace weft::graphstore
