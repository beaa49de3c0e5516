#include "graphstore/kv/disk_space.h"

#include <filesystem>
#include <fstream>

#include "base/status_matchers.h"

namespace weft::graphstore::kv {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(CheckRoom, WantsTheReserveOnTopOfWhatIsNeeded) {
  EXPECT_OK(CheckRoom("d", kReserveBytes + 100, 100));
  EXPECT_THAT(CheckRoom("d", kReserveBytes + 99, 100),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       AllOf(HasSubstr("database d"), HasSubstr("free some"))));
  EXPECT_THAT(CheckRoom("d", 0, 1),
              StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(FreeBytes, IsKnownForFoldersThatAreNotThereYet) {
  ASSERT_OK_AND_ASSIGN(const uint64_t there, FreeBytes(::testing::TempDir()));
  EXPECT_GT(there, 0u);
  EXPECT_OK(FreeBytes(::testing::TempDir() + "/not/there/yet"));
  EXPECT_OK(FreeBytes("not_there_either"));
}

TEST(LogBytes, CountsLogsOnly) {
  const std::string folder = ::testing::TempDir() + "/log_bytes";
  EXPECT_EQ(LogBytes(folder), 0u);
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/000004.log") << "12345";
  std::ofstream(folder + "/000007.sst") << "123";
  EXPECT_EQ(LogBytes(folder), 5u);
}

}  // namespace
}  // namespace weft::graphstore::kv
