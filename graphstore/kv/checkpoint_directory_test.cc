#include "graphstore/kv/checkpoint_directory.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "base/status_matchers.h"

namespace weft::graphstore::kv {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class CheckpointDirectory : public ::testing::Test {
 protected:
  CheckpointDirectory() {
    folder_ = ::testing::TempDir() + "/checkpoint_directory_test";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string folder_;
};

TEST_F(CheckpointDirectory, MayBeMissingOrEmpty) {
  EXPECT_OK(ClearCheckpointDirectory(folder_ + "/new"));
  EXPECT_FALSE(fs::exists(folder_ + "/new"));
  fs::create_directory(folder_ + "/empty");
  EXPECT_OK(ClearCheckpointDirectory(folder_ + "/empty/"));
  EXPECT_FALSE(fs::exists(folder_ + "/empty"));
}

TEST_F(CheckpointDirectory, WithSomethingInItIsLeftAlone) {
  fs::create_directory(folder_ + "/full");
  std::ofstream(folder_ + "/full/a") << "x";
  for (const char* name : {"/full", "/full/a"}) {
    EXPECT_THAT(ClearCheckpointDirectory(folder_ + name),
                StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(name)));
  }
  EXPECT_TRUE(fs::exists(folder_ + "/full/a"));
}

TEST_F(CheckpointDirectory, NeedsTheFolderAbove) {
  EXPECT_THAT(ClearCheckpointDirectory(folder_ + "/no/new"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("/no")));
  EXPECT_THAT(ClearCheckpointDirectory(""),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace weft::graphstore::kv
