// A store with an archive, and states made again from it.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/archive_restore.h"
#include "graphstore/archive/archived_database.h"
#include "graphstore/archive/test_archive.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr char kPipeVariable[] = "ARCHIVE_TEST_PIPE";

TEST_F(Archive, MakesEveryStateAgain) {
  Open();
  std::vector<Rows> states = {Dump(*store_)};
  std::vector<absl::Time> times = {now_};
  const auto done = [&] {
    states.push_back(Dump(*store_));
    times.push_back(now_);
  };
  Write("a", "Acme | buy | Bolt");
  done();
  Write("b", "Acme | sell | Cog");
  done();
  Load("t", "x\tp\ty\n");
  done();
  Write("a", "Acme | buy | =17%");
  done();
  const auto reader = store_->Snapshot().value();
  ASSERT_OK(store_->MergeEntities(reader->FindEntities("Acme")->front(),
                                  reader->FindEntities("Cog")->front()));
  done();
  ASSERT_OK(store_->DeleteDocument("b"));
  done();
  EXPECT_EQ(Runs(), 2u);
  for (size_t i = 0; i < states.size(); ++i) {
    ASSERT_OK_AND_ASSIGN(const Rows rows, RestoreVersion(i));
    EXPECT_EQ(rows, states[i]) << i;
  }
  // Those of versions 4 to 6 were written in the same second.
  for (size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(RestoreTime(times[i]).value(), states[i]) << i;
    EXPECT_EQ(RestoreTime(times[i] + absl::Milliseconds(999)).value(),
              states[i]);
    EXPECT_EQ(RestoreTime(times[i] - absl::Milliseconds(1)).value(),
              states[i - 1]);
  }
  EXPECT_EQ(RestoreTime(now_).value(), states.back());
  EXPECT_EQ(Restore({}).value(), states.back());
  EXPECT_THAT(
      RestoreVersion(7).status(),
      StatusIs(absl::StatusCode::kOutOfRange,
               HasSubstr("from version 0 to version 6 of 2023-11-14T")));
}

// Random operations, with restarts, crashes of the archive, and runs that are
// short; then every state is made again.
TEST_F(Archive, MakesRandomStatesAgain) {
  options_.least_log_bytes = 20'000;
  std::mt19937 random(17);
  Open();
  std::vector<Rows> states = {Dump(*store_)};
  while (states.size() < 60) {
    const std::string id = absl::StrCat("d", random() % 8);
    switch (random() % 10) {
      case 0:
        Open();
        continue;
      case 1: {
        // A commit that came into the archive only, or half of one.
        Close();
        std::ofstream log(LogPath(archive(), RunsIn(archive())->back()),
                          std::ios::app | std::ios::binary);
        log << std::string("\0\0\0\x09x", random() % 6);
        log.close();
        Open();
        continue;
      }
      case 2:
        Load(absl::StrCat("t", states.size()),
             absl::StrCat("n", random() % 9, "\tp\tm\n"));
        break;
      case 3:
        if (!store_->DeleteDocument(id).ok()) continue;
        break;
      default:
        Write(id, absl::StrCat("Firm ", random() % 20, " | buy | Firm ",
                               random(), " number ", random()));
    }
    states.push_back(Dump(*store_));
  }
  EXPECT_GT(Runs(), 6u);
  EXPECT_TRUE(errors_.empty());
  for (size_t i = 0; i < states.size(); i += 1 + random() % 4) {
    ASSERT_OK_AND_ASSIGN(const Rows rows, RestoreVersion(i));
    EXPECT_TRUE(rows == states[i]) << "version " << i;
  }
}

// Writes a byte to a pipe after each commit.
TEST_F(Archive, DISABLED_WritesUntilItIsKilled) {
  const char* pipe = std::getenv(kPipeVariable);
  if (pipe == nullptr) GTEST_SKIP() << "a part of the test below";
  options_.least_log_bytes = 4'000;
  Open();
  for (int i = 0;; ++i) {
    Write(absl::StrCat("d", i % 5), absl::StrCat("A | buy | B ", random(), i));
    if (i % 7 == 3) Load(absl::StrCat("t", random(), ".", i), "a\tb\tc\n");
    ASSERT_EQ(write(std::stoi(pipe), "x", 1), 1);
  }
}

// Such a process is killed, again and again: the archive ends where the
// database does.
TEST_F(Archive, EndsWhereTheDatabaseEndsAfterAKill) {
  options_.least_log_bytes = 4'000;
  for (int kills = 0; kills < 6; ++kills) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    setenv(kArchiveTestFolder, folder_.c_str(), 1);
    setenv(kPipeVariable, std::to_string(ends[1]).c_str(), 1);
    const pid_t pid = fork();
    if (pid == 0) {
      // A program of its own: threads of this one would be missing.
      execl("/proc/self/exe", "archive_test", "--gtest_also_run_disabled_tests",
            "--gtest_filter=Archive.DISABLED_WritesUntilItIsKilled", nullptr);
      _exit(1);
    }
    unsetenv(kArchiveTestFolder);
    unsetenv(kPipeVariable);
    close(ends[1]);
    char byte;
    for (int i = 0; i <= 3 * kills; ++i) ASSERT_EQ(read(ends[0], &byte, 1), 1);
    kill(pid, SIGKILL);
    close(ends[0]);
    int status;
    waitpid(pid, &status, 0);
    Open();
    const Rows rows = Dump(*store_);
    const uint64_t version = store_->Snapshot().value()->version();
    EXPECT_EQ(Restore({}).value(), rows);
    EXPECT_OK(RestoreVersion(version / 2).status());
    EXPECT_OK(RestoreVersion(version - 1).status());
    Close();
  }
}

TEST_F(Archive, GoesOnWhereItWas) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Open();
  Write("b", "Acme | buy | Cog");
  EXPECT_EQ(Runs(), 1u);
  // Written to without the archive: a new run begins.
  Open(/*archived=*/false);
  Write("c", "Acme | buy | Dash");
  const Rows without = Dump(*store_);
  Open();
  EXPECT_EQ(Runs(), 2u);
  EXPECT_EQ(RestoreVersion(3).value(), without);
  EXPECT_OK(RestoreVersion(2).status());
}

TEST_F(Archive, DropsACommitThatDidNotHappen) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Close();
  // As after a crash between the archive and the commit: the archive of a copy
  // of the database goes one commit further.
  fs::copy(folder_ + "/db", folder_ + "/before", fs::copy_options::recursive);
  Open();
  Write("b", "Acme | buy | Cog");
  Close();
  fs::remove_all(folder_ + "/db");
  fs::rename(folder_ + "/before", folder_ + "/db");
  Open();
  EXPECT_EQ(Runs(), 1u);
  EXPECT_THAT(RestoreVersion(2).status(),
              StatusIs(absl::StatusCode::kOutOfRange));
  Write("c", "Acme | buy | Dash");
  EXPECT_EQ(RestoreVersion(2).value(), Dump(*store_));
}

TEST_F(Archive, KeepsWhatWasBeforeADatabaseWasRestored) {
  Open();
  std::vector<absl::Time> times;
  for (const char* id : {"a", "b", "c"}) {
    Write(id, "Acme | buy | Bolt");
    times.push_back(now_);
  }
  const Rows third = Dump(*store_);
  Close();
  // Back to version 1, and on from there an hour later.
  const auto state = FindState(archive(), Version(1)).value();
  fs::remove_all(folder_ + "/db");
  fs::copy(state.base, folder_ + "/db", fs::copy_options::recursive);
  ASSERT_OK(Replay(state, folder_ + "/db"));
  now_ += absl::Hours(1);
  Open();
  const Rows first = Dump(*store_);
  Write("z", "Acme | buy | Zip");
  EXPECT_EQ(Runs(), 2u);
  EXPECT_EQ(RestoreVersion(2).value(), Dump(*store_));
  EXPECT_EQ(RestoreVersion(3).value(), third);
  // By time it is as it was: the third version until the restore.
  EXPECT_EQ(RestoreTime(times[2] + absl::Minutes(30)).value(), third);
  EXPECT_EQ(RestoreTime(times[2] + absl::Hours(1)).value(), first);
}

TEST_F(Archive, ForgetsWhatIsOlderThanItsTime) {
  options_.keep = absl::Hours(8);
  Open();
  for (int hour = 0; hour < 24; ++hour) {
    now_ += absl::Hours(1);
    Write(absl::StrCat("d", hour), "Acme | buy | Bolt");
  }
  // The oldest state that can be made is 8 hours old, and not much older.
  const auto runs = ListRuns(archive()).value();
  EXPECT_LE(runs.front().started, now_ - absl::Hours(8));
  EXPECT_GT(runs.front().started, now_ - absl::Hours(13));
  EXPECT_OK(RestoreTime(now_ - absl::Hours(8)).status());
  EXPECT_THAT(RestoreVersion(3).status(),
              StatusIs(absl::StatusCode::kOutOfRange));
  for (const auto& entry : fs::directory_iterator(archive())) {
    if (entry.path().extension() != ".base") continue;
    EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".log")));
  }
}

TEST_F(Archive, SaysWhereItIsDamaged) {
  Open();
  for (const char* id : {"a", "b", "c"}) Write(id, "Acme | buy | Bolt");
  Close();
  const std::string log = LogPath(archive(), 1);
  const std::string bytes = ReadFile(log).value();
  // Somewhere in the second commit.
  std::string broken = bytes;
  broken[bytes.size() / 2] ^= 1;
  ASSERT_OK(WriteFileAtomically(log, broken));
  EXPECT_OK(RestoreVersion(1).status());
  EXPECT_THAT(Restore({}).status(), StatusIs(absl::StatusCode::kDataLoss));
  // The next run has the graph as it is.
  broken.resize(bytes.size() / 2);
  ASSERT_OK(WriteFileAtomically(log, broken + std::string(99, 'x')));
  Open();
  EXPECT_EQ(RestoreVersion(3).value(), Dump(*store_));
}

TEST_F(Archive, TakesACommitThatFailsBack) {
  Open();
  const std::shared_ptr<kv::Database> database = database_;
  const auto bytes = [this] { return ReadFile(LogPath(archive(), 1)).value(); };
  const std::string before = bytes();
  kv::WriteBatch batch;
  batch.Put("key", "value");
  batch.Expect("key", "another");
  EXPECT_THAT(database->Commit(batch, {}).status(),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(bytes(), before);
  kv::WriteBatch good;
  good.Put("key", "value");
  EXPECT_OK(database->Commit(good, {}).status());
  EXPECT_GT(bytes().size(), before.size());
}

TEST_F(Archive, NeedsAFolder) {
  options_.folder = folder_ + "/file";
  ASSERT_OK(WriteFileAtomically(options_.folder, ""));
  EXPECT_FALSE(TryOpen().ok());
  options_.folder = "";
  EXPECT_THAT(TryOpen(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(Archive, HasOneWriter) {
  Open();
  const auto second =
      OpenArchived(nullptr, ArchiveOptions{.folder = archive()});
  EXPECT_THAT(second.status(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                        HasSubstr("in use by another")));
  EXPECT_FALSE(IsArchive(folder_));
  EXPECT_TRUE(IsArchive(archive()));
}

}  // namespace
}  // namespace weft::graphstore
