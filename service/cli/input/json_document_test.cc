#include "service/cli/input/json_document.h"

#include "base/status_matchers.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

TEST(ParseJsonDocument, ReadsAllKeys) {
  ASSERT_OK_AND_ASSIGN(
      const v1::InputDocument document,
      ParseJsonDocument(R"({"id": "a", "title": "Québec", "url": null,
                            "published": "2025-01-20", "text": "Hi.\n",
                            "other": 1})"));
  EXPECT_EQ(document.id(), "a");
  EXPECT_EQ(document.title(), "Québec");
  EXPECT_EQ(document.url(), "");
  EXPECT_EQ(document.published(), "2025-01-20");
  EXPECT_EQ(document.content(), "Hi.\n");
}

TEST(ParseJsonDocument, WholeNumbersAreIds) {
  ASSERT_OK_AND_ASSIGN(const v1::InputDocument document,
                       ParseJsonDocument(R"({"id": 12, "text": "Hi."})"));
  EXPECT_EQ(document.id(), "12");
}

TEST(ParseJsonDocument, SaysWhatIsWrong) {
  struct Case {
    const char* line;
    const char* message;
  };
  for (const Case& c : {
           Case{"{\"id\": ", "no JSON: parse error at line 1, column 8"},
           Case{"[1]", "no object"},
           Case{R"({"text": "x"})", "\"id\" is missing"},
           Case{R"({"id": "a"})", "\"text\" of a is missing"},
           Case{R"({"id": 1.5, "text": "x"})", "\"id\" must be text"},
           Case{R"({"id": "a", "text": 3})",
                "\"text\" must be text, and is number"},
           Case{"{\"id\": \"a\", \"text\": \"\xFF\"}", "UTF-8"},
       }) {
    EXPECT_THAT(
        ParseJsonDocument(c.line),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)))
        << c.line;
  }
}

}  // namespace
}  // namespace weft::service
