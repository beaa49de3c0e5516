#include "service/cli/input/input_files.h"

#include <filesystem>

#include "base/file.h"
#include "base/status_matchers.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class InputFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "/" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  void Put(const std::string& name, const std::string& bytes = "x") {
    const std::string path = folder_ + "/" + name;
    std::filesystem::create_directories(
        std::filesystem::path(path).parent_path());
    ASSERT_OK(WriteFileAtomically(path, bytes));
  }

  static std::vector<std::string> Ids(const InputFiles& found) {
    std::vector<std::string> ids;
    for (const InputFile& file : found.files) ids.push_back(file.id);
    return ids;
  }

  std::string folder_;
};

TEST(FormatOfName, GoesByTheEnding) {
  EXPECT_EQ(FormatOfName("a.txt"), InputFormat::kPlain);
  EXPECT_EQ(FormatOfName("a.MD"), InputFormat::kMarkdown);
  EXPECT_EQ(FormatOfName("a.htm"), InputFormat::kHtml);
  EXPECT_EQ(FormatOfName("a.jsonl"), InputFormat::kJsonl);
  EXPECT_EQ(FormatOfName("README"), InputFormat::kPlain);
}

TEST_F(InputFilesTest, FoldersGiveTheirTextFilesByIdOfPath) {
  Put("b.txt", "four");
  Put("sub/a.md");
  Put("a.html");
  Put("picture.png");
  Put(".hidden.txt");
  Put(".git/x.txt");
  const InputFiles found = FindInputFiles({folder_});
  EXPECT_THAT(found.errors, IsEmpty());
  EXPECT_THAT(Ids(found), ElementsAre("a.html", "b.txt", "sub/a.md"));
  EXPECT_EQ(found.files[1].size, 4);
  EXPECT_EQ(found.files[2].format, InputFormat::kMarkdown);
}

TEST_F(InputFilesTest, NamedFilesKeepTheirOrderAndBaseName) {
  Put("b.txt");
  Put("sub/notes");  // any ending, when it is named
  const InputFiles found =
      FindInputFiles({folder_ + "/sub/notes", "-", folder_ + "/b.txt"});
  EXPECT_THAT(Ids(found), ElementsAre("notes", "-", "b.txt"));
}

TEST_F(InputFilesTest, ATrailingSlashMakesNoDifference) {
  Put("a.txt");
  EXPECT_THAT(Ids(FindInputFiles({folder_ + "/"})), ElementsAre("a.txt"));
}

TEST_F(InputFilesTest, WhatIsMissingIsSaidAndTheRestIsFound) {
  Put("a.txt");
  std::filesystem::create_directories(folder_ + "/empty");
  const InputFiles found = FindInputFiles(
      {folder_ + "/none.txt", folder_ + "/a.txt", folder_ + "/empty"});
  EXPECT_THAT(Ids(found), ElementsAre("a.txt"));
  ASSERT_EQ(found.errors.size(), 2);
  EXPECT_THAT(found.errors[0], StatusIs(absl::StatusCode::kNotFound,
                                        HasSubstr("none.txt: no such file")));
  EXPECT_THAT(found.errors[1], StatusIs(absl::StatusCode::kInvalidArgument,
                                        HasSubstr("holds no text")));
}

}  // namespace
}  // namespace weft::service
