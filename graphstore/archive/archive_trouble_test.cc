// What befalls an archive: folders that are none, that go away, that are of
// another database; runs that cannot begin; states that it does not have.
#include <filesystem>
#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/archive/archive_folder.h"
#include "graphstore/archive/archive_restore.h"
#include "graphstore/archive/archived_database.h"
#include "graphstore/archive/test_archive.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using ArchiveTrouble = Archive;

// --- States that are not there -----------------------------------------------

TEST_F(ArchiveTrouble, SaysFromWhenToWhenItGoes) {
  Open(/*archived=*/false);
  Write("a", "Acme | buy | Bolt");  // 22:13:21
  Open();
  Write("b", "Acme | buy | Cog");  // 22:13:22
  const Rows last = Dump(*store_);
  const std::string range =
      "from version 1 of 2023-11-14T22:13:21.000Z to version 2 of "
      "2023-11-14T22:13:22.000Z";
  EXPECT_THAT(RestoreTime(now_ - absl::Hours(1)).status(),
              StatusIs(absl::StatusCode::kOutOfRange, HasSubstr(range)));
  for (const uint64_t version : {0, 3}) {
    EXPECT_THAT(RestoreVersion(version).status(),
                StatusIs(absl::StatusCode::kOutOfRange, HasSubstr(range)));
  }
  // The state of a time to come is the present one.
  EXPECT_EQ(RestoreTime(now_ + absl::Hours(1)).value(), last);
}

TEST_F(ArchiveTrouble, SaysWhatIsBesideAVersionThatItNeverHad) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Open(/*archived=*/false);
  Write("b", "Acme | buy | Cog");
  Write("c", "Acme | buy | Dash");
  Open();
  EXPECT_THAT(RestoreVersion(2).status(),
              StatusIs(absl::StatusCode::kOutOfRange,
                       AllOf(HasSubstr("no version 2, but version 1 of"),
                             HasSubstr("and version 3 of"),
                             HasSubstr("was written without the archive"))));
  EXPECT_OK(RestoreVersion(1).status());
  EXPECT_OK(RestoreVersion(3).status());
}

TEST_F(ArchiveTrouble, ARunWithoutAHeaderIsMissingAndTheOthersAreNot) {
  options_.least_log_bytes = 100;  // a run for each commit
  Open();
  std::vector<Rows> states = {Dump(*store_)};
  for (const char* id : {"a", "b", "c"}) {
    Write(id, "Acme | buy | Bolt");
    states.push_back(Dump(*store_));
  }
  Close();
  ASSERT_GE(Runs(), 1u);
  options_.least_log_bytes = 1 << 20;
  Open(/*archived=*/false);
  Write("d", "Acme | buy | Egg");
  Open();
  Write("e", "Acme | buy | Fig");
  const size_t last_run = RunsIn(archive())->back();
  Close();
  Open(/*archived=*/false);
  Write("f", "Acme | buy | Gum");
  Open();
  const Rows newest = Dump(*store_);
  Close();
  ASSERT_OK(WriteFileAtomically(LogPath(archive(), last_run), "no header"));
  EXPECT_EQ(RestoreVersion(1).value(), states[1]);
  EXPECT_EQ(RestoreVersion(6).value(), newest);
  EXPECT_THAT(RestoreVersion(5).status(),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("version 3")));
  ASSERT_OK_AND_ASSIGN(const std::vector<ArchivedRun> runs,
                       ListRuns(archive()));
  EXPECT_TRUE(runs[runs.size() - 2].damaged);
  EXPECT_EQ(runs[runs.size() - 2].last.version, 3u);
  Open();  // goes on
  Write("g", "Acme | buy | Hat");
  EXPECT_EQ(Restore({}).value(), Dump(*store_));
}

// --- Folders -----------------------------------------------------------------

TEST_F(ArchiveTrouble, TakesNoFolderThatHoldsSomethingElse) {
  Open(/*archived=*/false);
  Write("a", "Acme | buy | Bolt");
  // The database itself, the logs of which have numbers too.
  options_.folder = folder_ + "/db";
  EXPECT_THAT(TryOpen(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("no part of an archive")));
  options_.folder = folder_ + "/logs";
  fs::create_directories(options_.folder);
  for (const char* name : {"2024.log", "7.log.gz", "notes"}) {
    const std::string file = absl::StrCat(options_.folder, "/", name);
    ASSERT_OK(WriteFileAtomically(file, "mine"));
    EXPECT_THAT(TryOpen(),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         HasSubstr(absl::StrCat("holds \"", name, "\""))));
    EXPECT_FALSE(IsArchive(options_.folder));
    EXPECT_EQ(ReadFile(file).value(), "mine");
    fs::remove(file);
  }
  // A disk of its own, and what a crash can leave.
  fs::create_directories(options_.folder + "/lost+found");
  fs::create_directories(options_.folder + "/00000003.base.tmp");
  Open();
  EXPECT_EQ(RunsIn(options_.folder)->size(), 1u);
  EXPECT_FALSE(fs::exists(options_.folder + "/00000003.base.tmp"));
}

TEST_F(ArchiveTrouble, IsThatOfOneDatabase) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Close();
  // Another one, and an empty one in place of one that was lost.
  fs::rename(folder_ + "/db", folder_ + "/first");
  EXPECT_THAT(TryOpen(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("of another database")));
  Open(/*archived=*/false);
  now_ += absl::Hours(1);
  Write("b", "Dune | buy | Egg");
  Write("c", "Dune | buy | Fig");
  EXPECT_THAT(TryOpen(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("weft restore")));
  EXPECT_EQ(Runs(), 1u);
  Close();
  fs::remove_all(folder_ + "/db");
  fs::rename(folder_ + "/first", folder_ + "/db");
  Open();
  EXPECT_EQ(Runs(), 1u);
}

TEST_F(ArchiveTrouble, KeepsTheLastCommitWhereItIsUndone) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Write("b", "Acme | buy | Cog");
  const Rows second = Dump(*store_);
  Close();
  const auto state = FindState(archive(), Version(1)).value();
  fs::remove_all(folder_ + "/db");
  fs::copy(state.base, folder_ + "/db", fs::copy_options::recursive);
  ASSERT_OK(Replay(state, folder_ + "/db"));
  Open();
  EXPECT_EQ(Runs(), 2u);
  EXPECT_EQ(RestoreVersion(2).value(), second);
  // And nothing more is begun by opening it once more.
  Open();
  EXPECT_EQ(Runs(), 2u);
}

TEST_F(ArchiveTrouble, BeginsAnewWhereItWasRemoved) {
  Open();
  Write("a", "Acme | buy | Bolt");
  fs::remove_all(archive());
  Write("b", "Acme | buy | Cog");
  ASSERT_THAT(errors_, SizeIs(1));
  EXPECT_THAT(errors_[0], HasSubstr("the archive was removed"));
  EXPECT_EQ(Restore({}).value(), Dump(*store_));
  EXPECT_OK(RestoreVersion(1).status());
  EXPECT_THAT(RestoreVersion(0).status(),
              StatusIs(absl::StatusCode::kOutOfRange));
  Write("c", "Acme | buy | Dash");
  EXPECT_THAT(errors_, SizeIs(1));
  // It is locked again.
  EXPECT_THAT(OpenArchived(nullptr, {.folder = archive()}).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("in use by another")));
}

TEST_F(ArchiveTrouble, WritesNothingWhileItsFolderCannotBeMade) {
  Open();
  Write("a", "Acme | buy | Bolt");
  const Rows before = Dump(*store_);
  fs::remove_all(archive());
  ASSERT_OK(WriteFileAtomically(archive(), "a file"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(
        store_->WriteDocument(MakeDocument("b", {"Acme | buy | Cog"}), {})
            .status(),
        StatusIs(absl::StatusCode::kUnavailable,
                 HasSubstr("nothing is written: the archive fails")));
  }
  EXPECT_EQ(Dump(*store_), before);
  fs::remove(archive());
  Write("b", "Acme | buy | Cog");
  EXPECT_EQ(Restore({}).value(), Dump(*store_));
}

// --- Runs that cannot begin --------------------------------------------------

// What lies where the next run would be, and cannot be removed as a leftover.
void Block(const std::string& archive, uint64_t run) {
  fs::create_directories(LogPath(archive, run) + "/full");
  fs::create_directories(BasePath(archive, run) + "/full");
}
void Unblock(const std::string& archive, uint64_t run) {
  fs::remove_all(LogPath(archive, run));
  fs::remove_all(BasePath(archive, run));
}

TEST_F(ArchiveTrouble, TriesARunThatIsDueNotAtEachCommit) {
  options_.keep = absl::Hours(8);
  Open();
  Block(archive(), 2);
  now_ += absl::Hours(3);
  for (const char* id : {"a", "b", "c"}) Write(id, "Acme | buy | Bolt");
  EXPECT_THAT(errors_, SizeIs(1));
  now_ += absl::Hours(3);
  for (const char* id : {"d", "e"}) Write(id, "Acme | buy | Bolt");
  EXPECT_THAT(errors_, SizeIs(2));
  Unblock(archive(), 2);
  now_ += absl::Hours(3);
  Write("f", "Acme | buy | Bolt");
  EXPECT_THAT(errors_, SizeIs(2));
  EXPECT_EQ(Runs(), 2u);
  EXPECT_EQ(Restore({}).value(), Dump(*store_));
}

TEST_F(ArchiveTrouble, WritesNothingBehindALoadThatItDoesNotHave) {
  Open();
  Write("a", "Acme | buy | Bolt");
  Block(archive(), 2);
  Load("t", "x\tp\ty\n");
  ASSERT_THAT(errors_, SizeIs(1));
  EXPECT_THAT(errors_[0], HasSubstr("a load is not in the archive yet"));
  const Rows loaded = Dump(*store_);
  EXPECT_FALSE(
      store_->WriteDocument(MakeDocument("b", {"Acme | buy | Cog"}), {}).ok());
  EXPECT_EQ(Dump(*store_), loaded);
  Unblock(archive(), 2);
  Write("b", "Acme | buy | Cog");
  EXPECT_EQ(RestoreVersion(2).value(), loaded);
  EXPECT_EQ(Restore({}).value(), Dump(*store_));
}

}  // namespace
}  // namespace weft::graphstore
