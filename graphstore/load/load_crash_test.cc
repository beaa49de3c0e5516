// A process that loads is killed at any moment, or runs out of disk: afterwards
// all triples of the file are there or none, what was there before is there
// still, and the file can be loaded again.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/load/triple_loader.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;

constexpr int kTriples = 4000;

std::string Tsv(uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < kTriples; ++i) {
    absl::StrAppend(&text, "node ", random() % 700, "\tr", random() % 5,
                    "\tnode ", random() % 700, "\n");
  }
  return text;
}

absl::Status Load(Store& store, const std::string& source,
                  const std::string& text, const std::string& temporary) {
  LoadOptions options;
  options.source = source;
  options.memory_bytes = size_t{1} << 20;  // so that there are files
  options.temporary_folder = temporary;
  auto loader = TripleLoader::Create(&store, options);
  if (!loader.ok()) return loader.status();
  const absl::Status added = (*loader)->AddText(TripleFormat::kTsv, text);
  return added.ok() ? (*loader)->Finish().status() : added;
}

class LoadCrash : public ::testing::Test {
 protected:
  LoadCrash() {
    folder_ = ::testing::TempDir() + "/load_crash_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(temporary());
  }

  std::string directory() const { return folder_ + "/db"; }
  std::string temporary() const { return folder_ + "/tmp"; }

  // Loads in another process, which is killed after `wait`, or comes to its
  // end. Returns how long it ran.
  absl::Duration LoadElsewhere(const std::string& source, absl::Duration wait,
                               rlim_t max_file_bytes = RLIM_INFINITY) {
    const std::string text = Tsv(9);
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const absl::Time begin = absl::Now();
    const pid_t pid = fork();
    if (pid == 0) {
      close(ends[0]);
      const rlimit limit{max_file_bytes, max_file_bytes};
      std::signal(SIGXFSZ, SIG_IGN);  // a write fails instead
      setrlimit(RLIMIT_FSIZE, &limit);
      auto store = Store::Open(directory(), {});
      _exit(store.ok() && Load(**store, source, text, temporary()).ok() ? 0
                                                                        : 1);
    }
    close(ends[1]);
    // The pipe closes with the process.
    fd_set set;
    FD_ZERO(&set);
    FD_SET(ends[0], &set);
    timeval timeout = absl::ToTimeval(wait);
    if (select(ends[0] + 1, &set, nullptr, nullptr, &timeout) == 0) {
      kill(pid, SIGKILL);
    }
    int status;
    waitpid(pid, &status, 0);
    close(ends[0]);
    return absl::Now() - begin;
  }

  // Whether `source` is there; it is a whole one then, and all is well.
  bool IsThere(const std::string& source) {
    auto store = Store::Open(directory(), {});
    EXPECT_OK(store.status());
    const auto report = (*store)->Check();
    EXPECT_OK(report.status());
    EXPECT_THAT(report->problems, IsEmpty());
    const auto reader = (*store)->Snapshot();
    EXPECT_OK(reader.status());
    EXPECT_OK((*reader)->GetDocument("first").status());
    const auto document = (*reader)->GetDocument(source);
    if (!document.ok()) return false;
    EXPECT_EQ(document->fact_count, static_cast<uint32_t>(kTriples));
    return true;
  }

  std::string folder_;
};

TEST_F(LoadCrash, LeavesAllOrNothing) {
  {
    auto store = Store::Open(directory(), {});
    ASSERT_OK(store.status());
    ASSERT_OK(Load(**store, "first", Tsv(1), temporary()));
  }
  const absl::Duration whole = LoadElsewhere("whole", absl::Minutes(5));
  ASSERT_TRUE(IsThere("whole"));
  constexpr int kKills = 20;
  int there = 0;
  for (int i = 0; i < kKills; ++i) {
    const std::string source = absl::StrCat("killed ", i);
    LoadElsewhere(source, whole * (i + 0.5) / kKills);
    there += IsThere(source);
    EXPECT_TRUE(std::filesystem::is_empty(temporary()));
  }
  EXPECT_LT(there, kKills);
  // One that was killed is loaded again.
  LoadElsewhere("killed 0", absl::Minutes(5));
  EXPECT_TRUE(IsThere("killed 0"));
  EXPECT_FALSE(std::filesystem::exists(directory() + "/bulk"));
}

TEST_F(LoadCrash, WithoutRoomLeavesNothing) {
  {
    auto store = Store::Open(directory(), {});
    ASSERT_OK(store.status());
    ASSERT_OK(Load(**store, "first", Tsv(1), temporary()));
  }
  // No file may grow beyond this: writing the tables fails.
  LoadElsewhere("full", absl::Minutes(5), /*max_file_bytes=*/20'000);
  EXPECT_FALSE(IsThere("full"));
  LoadElsewhere("full", absl::Minutes(5));
  EXPECT_TRUE(IsThere("full"));
}

}  // namespace
}  // namespace weft::graphstore
