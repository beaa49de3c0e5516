#include "service/cli/input/file_identity.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

namespace fs = std::filesystem;

class FileIdentity : public ::testing::Test {
 protected:
  // The file with these bytes, changed at a fixed time and `later`.
  std::string IdentityWith(const std::string& bytes, int later = 0) {
    std::ofstream(path_, std::ios::binary) << bytes;
    fs::last_write_time(path_, fs::file_time_type(std::chrono::nanoseconds(
                                   1'700'000'000'123'456'000 + later)));
    return IdentityOf(path_).value().SerializeAsString();
  }

  const std::string path_ =
      (fs::path(::testing::TempDir()) / "file_identity").string();
};

TEST_F(FileIdentity, IsTheSameForTheSameFile) {
  EXPECT_EQ(IdentityWith("a\tb\tc\n"), IdentityWith("a\tb\tc\n"));
  const auto input = IdentityOf(path_);
  ASSERT_TRUE(input.has_value());
  EXPECT_EQ(input->path(), path_);
  EXPECT_EQ(input->size(), 6u);
  fs::current_path(fs::path(path_).parent_path());
  EXPECT_EQ(IdentityOf("./file_identity").value().path(), path_);
}

TEST_F(FileIdentity, IsAnotherWhenSomethingShows) {
  std::string bytes(300'000, 'x');
  const std::string before = IdentityWith(bytes);
  EXPECT_NE(IdentityWith(bytes, 1000), before);
  EXPECT_NE(IdentityWith(bytes + "x"), before);
  for (const size_t at : {0, 65'535, 234'464, 299'999}) {
    std::string other = bytes;
    other[at] = 'y';
    EXPECT_NE(IdentityWith(other), before) << at;
  }
  // The middle is not looked at: the time of the change shows it.
  bytes[150'000] = 'y';
  EXPECT_EQ(IdentityWith(bytes), before);
}

TEST_F(FileIdentity, NothingThatIsReadOnceHasOne) {
  EXPECT_FALSE(IdentityOf("-").has_value());
  EXPECT_FALSE(IdentityOf("/dev/null").has_value());
  EXPECT_FALSE(IdentityOf(::testing::TempDir()).has_value());
  EXPECT_FALSE(IdentityOf(path_ + " is not there").has_value());
}

}  // namespace
}  // namespace weft::service
