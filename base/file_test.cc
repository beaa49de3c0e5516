#include "base/file.h"

#include <string>

#include "base/status_matchers.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

std::string TempPath(const std::string& name) {
  return ::testing::TempDir() + "/" + name;
}

TEST(WriteFileAtomically, ReplacesWhatWasThere) {
  const std::string path = TempPath("replace");
  ASSERT_OK(WriteFileAtomically(path, "old bytes"));
  ASSERT_OK(WriteFileAtomically(path, std::string("new\0", 4)));
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(path));
  EXPECT_EQ(bytes, std::string("new\0", 4));
}

TEST(ReadFile, SaysWhatIsWrong) {
  EXPECT_THAT(ReadFile(TempPath("absent")),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("absent")));
  EXPECT_THAT(ReadFile(::testing::TempDir()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ReadFile, StopsAtTheLimit) {
  const std::string path = TempPath("limit");
  ASSERT_OK(WriteFileAtomically(path, "1234"));
  EXPECT_OK(ReadFile(path, 4));
  EXPECT_THAT(ReadFile(path, 3),
              StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(MappedFile, ShowsTheBytes) {
  const std::string path = TempPath("mapped");
  ASSERT_OK(WriteFileAtomically(path, "abc"));
  ASSERT_OK_AND_ASSIGN(auto file, MappedFile::Open(path));
  EXPECT_EQ(file->bytes(), "abc");
  ASSERT_OK(WriteFileAtomically(path, ""));
  ASSERT_OK_AND_ASSIGN(auto empty, MappedFile::Open(path));
  EXPECT_TRUE(empty->bytes().empty());
  EXPECT_THAT(MappedFile::Open(TempPath("absent")),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace weft
