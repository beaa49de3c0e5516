#include "service/cli/input/document_source.h"

#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class DocumentSourceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "/" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  void Put(const std::string& name, const std::string& bytes) {
    ASSERT_OK(WriteFileAtomically(folder_ + "/" + name, bytes));
  }

  // "id=content@published" of each document, "error: …" for errors; paths are
  // those below the folder.
  std::vector<std::string> ReadAll(const SourceOptions& options = {}) {
    const InputFiles found = FindInputFiles({folder_});
    return ReadAll(found.files, options);
  }
  std::vector<std::string> ReadAll(const std::vector<InputFile>& files,
                                   const SourceOptions& options) {
    std::istringstream in(standard_input_);
    DocumentSource source(files, options, in);
    std::vector<std::string> all;
    while (auto next = source.Next()) {
      if (next->ok()) {
        const v1::InputDocument& document = (*next)->document;
        all.push_back(absl::StrCat(document.id(), "=", document.content(), "@",
                                   document.published()));
      } else {
        all.push_back(absl::StrCat("error: ", next->status().message()));
      }
    }
    EXPECT_EQ(source.read_bytes(), source.total_bytes());
    return all;
  }

  std::string folder_;
  std::string standard_input_;
};

// The system takes any bytes for a name; a message that holds them cannot be
// read.
TEST_F(DocumentSourceTest, IdsAreUtf8WhateverFilesAreCalled) {
  Put("m\xfcller.txt", "Tides rise.");
  EXPECT_THAT(ReadAll(), ElementsAre("m\uFFFDller.txt=Tides rise.@"));
}

TEST_F(DocumentSourceTest, ReadsFilesWholeAndJsonByLines) {
  Put("a.txt", "Tides rise.\n");
  Put("b.jsonl",
      "{\"id\": \"x\", \"text\": \"One.\"}\n"
      "\n"
      "{\"id\": \"y\", \"text\": \"Two.\", \"published\": \"2024-05-06\"}\r\n");
  EXPECT_THAT(ReadAll({.published = "2025-01-20"}),
              ElementsAre("a.txt=Tides rise.\n@2025-01-20", "x=One.@2025-01-20",
                          "y=Two.@2024-05-06"));
}

TEST_F(DocumentSourceTest, ABadLineIsNamedAndTheNextOnesAreRead) {
  Put("all.jsonl",
      "{\"id\": \"x\", \"text\": \"One.\"}\n"
      "{\"id\": \"y\"}\n"
      "{\"id\": \"z\", \"text\": \"Three.\"}\n");
  const std::vector<std::string> all = ReadAll();
  ASSERT_EQ(all.size(), 3);
  EXPECT_EQ(all[0], "x=One.@");
  EXPECT_THAT(all[1], HasSubstr("all.jsonl:2: \"text\" of y is missing"));
  EXPECT_EQ(all[2], "z=Three.@");
}

TEST_F(DocumentSourceTest, AFileThatVanishedIsAnErrorAndTheNextOnesAreRead) {
  Put("b.txt", "Still here.");
  std::istringstream in;
  DocumentSource source({{.path = folder_ + "/a.txt", .id = "a.txt"},
                         {.path = folder_ + "/b.txt", .id = "b.txt"}},
                        {}, in);
  EXPECT_THAT(source.Next()->status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("a.txt")));
  EXPECT_EQ((*source.Next())->document.id(), "b.txt");
  EXPECT_FALSE(source.Next().has_value());
}

TEST_F(DocumentSourceTest, StandardInputHasTheIdAndFormatThatWasAskedFor) {
  standard_input_ = "<p>Hi.</p>";
  EXPECT_THAT(ReadAll({{.path = "-", .id = "-"}}, {.standard_input_id = "n"}),
              ElementsAre("n=<p>Hi.</p>@"));
  standard_input_ = "{\"id\": 5, \"text\": \"Hi.\"}";
  std::istringstream in(standard_input_);
  DocumentSource source({{.path = "-", .id = "-"}},
                        {.standard_input_format = InputFormat::kJsonl}, in);
  auto document = source.Next();
  ASSERT_OK(*document);
  EXPECT_EQ((*document)->document.id(), "5");
  EXPECT_EQ((*document)->origin, "standard input:1");
}

TEST_F(DocumentSourceTest, FormatsGoAlong) {
  Put("page.html", "<p>Hi.</p>");
  std::istringstream in;
  DocumentSource source(FindInputFiles({folder_}).files, {}, in);
  EXPECT_EQ((*source.Next())->document.format(), v1::TEXT_FORMAT_HTML);
}

}  // namespace
}  // namespace weft::service
