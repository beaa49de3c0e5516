// A process that writes is killed, or runs out of disk, in mid-work: what was
// acknowledged is there afterwards, and nothing is half there.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;

DocumentFacts NumberedDocument(int i) {
  // Entities that many documents share, so that many rows are rewritten.
  return MakeDocument(
      absl::StrCat("d", i % 40),
      {absl::StrCat("Acme | buy | Bolt ", i), "Acme | fall | =17%",
       absl::StrCat("Firm ", i % 7, " | say | =something number ", i)});
}

class Crash : public ::testing::Test {
 protected:
  Crash() {
    directory_ =
        ::testing::TempDir() + "/crash_test" +
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory_);
  }

  // Runs `child` in another process; it writes one byte for each document that
  // was acknowledged. Returns the number of them, and kills it at `kill_at`.
  int CountAcknowledged(int kill_at, std::function<void(int pipe)> child) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const pid_t pid = fork();
    if (pid == 0) {
      close(ends[0]);
      child(ends[1]);
      _exit(0);
    }
    close(ends[1]);
    int acknowledged = 0;
    char byte;
    while (read(ends[0], &byte, 1) == 1) {
      if (++acknowledged == kill_at) kill(pid, SIGKILL);
    }
    close(ends[0]);
    int status;
    waitpid(pid, &status, 0);
    return acknowledged;
  }

  void WriteUntilItFails(int pipe) {
    auto store = Store::Open(directory_, {});
    if (!store.ok()) return;
    for (int i = 0; i < 100'000; ++i) {
      if (!(*store)->WriteDocument(NumberedDocument(i), {}).ok()) break;
      if (write(pipe, "x", 1) != 1) break;
    }
    _exit(0);  // without closing the database
  }

  // The graph is that of some number of documents, `acknowledged` at least.
  void CheckGraph(int acknowledged) {
    ASSERT_OK_AND_ASSIGN(const auto store, Store::Open(directory_, {}));
    ASSERT_OK_AND_ASSIGN(const CheckReport report, store->Check());
    EXPECT_THAT(report.problems, IsEmpty());
    const auto reader = store->Snapshot().value();
    const int written = static_cast<int>(reader->version());
    EXPECT_GE(written, acknowledged);
    const auto expected = EmptyStore();
    for (int i = 0; i < written; ++i) {
      ASSERT_OK(expected->WriteDocument(NumberedDocument(i), {}));
    }
    EXPECT_EQ(Lines(AllFacts(*reader, {})),
              Lines(AllFacts(*expected->Snapshot().value(), {})));
    EXPECT_OK(store->WriteDocument(NumberedDocument(written), {}));
  }

  std::string directory_;
};

TEST_F(Crash, KilledProcessLosesNothingThatWasAcknowledged) {
  for (const int kill_at : {1, 13, 60}) {
    std::filesystem::remove_all(directory_);
    const int acknowledged =
        CountAcknowledged(kill_at, [&](int pipe) { WriteUntilItFails(pipe); });
    EXPECT_GE(acknowledged, kill_at);
    CheckGraph(acknowledged);
  }
}

TEST_F(Crash, FullDiskIsAnErrorAndLosesNothing) {
  // No file may grow beyond this: to a process that looks like a full disk.
  constexpr rlim_t kFileBytes = 100'000;
  const int acknowledged = CountAcknowledged(-1, [&](int pipe) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {kFileBytes, kFileBytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    WriteUntilItFails(pipe);
  });
  EXPECT_GT(acknowledged, 10);
  EXPECT_LT(acknowledged, 100'000);
  CheckGraph(acknowledged);
}

}  // namespace
}  // namespace weft::graphstore
