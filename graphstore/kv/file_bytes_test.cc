#include "graphstore/kv/file_bytes.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"

namespace weft::graphstore::kv {
namespace {

namespace fs = std::filesystem;

std::string NewFolder(const std::string& name) {
  const fs::path path = fs::path(testing::TempDir()) / name;
  fs::remove_all(path);
  fs::create_directories(path);
  return path;
}

void Write(const fs::path& path, size_t bytes) {
  std::ofstream(path) << std::string(bytes, 'x');
}

TEST(CheckpointBytes, CountsWhatIsThereBeforeTheFolderHasItsName) {
  const std::string folder = NewFolder("file_bytes_copies");
  const std::string copy = folder + "/copy";
  EXPECT_EQ(CheckpointBytes(copy), 0u);
  fs::create_directory(copy + ".tmp");
  Write(copy + ".tmp/000007.sst", 100);
  Write(copy + ".tmp/CURRENT", 16);
  EXPECT_EQ(CheckpointBytes(copy), 116u);
  fs::rename(copy + ".tmp", copy);
  EXPECT_EQ(CheckpointBytes(copy), 116u);
  EXPECT_EQ(CheckpointBytes(copy + "//"), 116u);
  EXPECT_EQ(CheckpointBytes("/"), 0u);
}

TEST(NewTableBytes, CountsTablesThatCameLater) {
  const std::string folder = NewFolder("file_bytes_tables");
  Write(folder + "/000009.sst", 10);
  Write(folder + "/000010.log", 10);
  const NewTableBytes written(folder);
  EXPECT_EQ(written(), 0u);
  Write(folder + "/000011.sst", 100);
  Write(folder + "/000100.sst", 20);
  Write(folder + "/000101.log", 1000);
  Write(folder + "/MANIFEST-000102", 1000);
  Write(folder + "/x.sst", 1000);
  EXPECT_EQ(written(), 120u);
  fs::remove(folder + "/000009.sst");
  fs::remove(folder + "/000011.sst");
  EXPECT_EQ(written(), 20u);
}

TEST(NewTableBytes, NeedsNoFiles) {
  EXPECT_EQ(NewTableBytes("")(), 0u);
  EXPECT_EQ(NewTableBytes("/does/not/exist")(), 0u);
}

}  // namespace
}  // namespace weft::graphstore::kv
