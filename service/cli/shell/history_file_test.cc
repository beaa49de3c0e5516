#include "service/cli/shell/history_file.h"

#include <sys/stat.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(HistoryFile, KeepsWhatWasTyped) {
  const std::string path = ::testing::TempDir() + "/new folder/history";
  HistoryFile history(path);
  EXPECT_THAT(history.entries(), IsEmpty());
  history.Add("stats\n");
  history.Add("  ");
  history.Add("MATCH (a)\nRETURN a;");
  history.Add("MATCH (a)\nRETURN a;");
  HistoryFile beside(path);
  EXPECT_THAT(beside.entries(), ElementsAre("stats", "MATCH (a) RETURN a;"));
  beside.Add("facts");
  history.Add("version");
  EXPECT_THAT(HistoryFile(path).entries(),
              ElementsAre("stats", "MATCH (a) RETURN a;", "facts", "version"));
  struct stat status = {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(HistoryFile, ForgetsTheOldest) {
  const std::string path = ::testing::TempDir() + "/long_history";
  std::string bytes;
  for (int i = 0; i < 2001; ++i) absl::StrAppend(&bytes, "search ", i, "\n");
  ASSERT_OK(WriteFileAtomically(path, bytes));
  const HistoryFile history(path);
  ASSERT_THAT(history.entries(), SizeIs(1000));
  EXPECT_EQ(history.entries().front(), "search 1001");
  EXPECT_THAT(HistoryFile(path).entries(), SizeIs(1000));
  const auto kept = ReadFile(path);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->substr(0, 12), "search 1001\n");
}

TEST(HistoryFile, WithoutAPathNothingIsKept) {
  HistoryFile none("");
  none.Add("stats");
  EXPECT_THAT(none.entries(), IsEmpty());
  HistoryFile impossible("/proc/nowhere/history");
  impossible.Add("stats");  // says nothing
}

TEST(HistoryFile, LiesWhereTheSystemWantsIt) {
  setenv("HOME", "/home/ada", 1);
  unsetenv("XDG_STATE_HOME");
  EXPECT_EQ(DefaultHistoryPath(), "/home/ada/.local/state/weft/history");
  setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(DefaultHistoryPath(), "/state/weft/history");
  unsetenv("XDG_STATE_HOME");
  unsetenv("HOME");
  EXPECT_EQ(DefaultHistoryPath(), "");
}

}  // namespace
}  // namespace weft::service
