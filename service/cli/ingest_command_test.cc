// "weft ingest" against a fake server.
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class IngestCommandTest : public CommandTest {
 protected:
  void SetUp() override { std::filesystem::remove_all(Folder()); }
};

TEST_F(IngestCommandTest, SendsWhatItFindsAndSumsUp) {
  Put("b.txt", "Body.");
  Put("sub/a.md", "# Title");
  fake_.answers.ingest = [](const v1::IngestDocumentsRequest& request,
                            v1::IngestDocumentsResponse* response) {
    response->set_fact_count(3);
    response->set_sentence_count(2);
    if (request.document().id() == "sub/a.md") {
      response->set_outcome(v1::INGEST_OUTCOME_UNCHANGED);
    }
  };
  const Outcome outcome =
      Run({"ingest", Folder(), "--published=2025-01-20", "--replace"});
  EXPECT_EQ(outcome.status, kExitDone);
  EXPECT_EQ(outcome.out,
            "1 added, 0 replaced, 1 unchanged, 0 failed; 6 facts from 4 "
            "sentences\n");
  EXPECT_EQ(outcome.err, "");
  ASSERT_EQ(fake_.requests.ingested.size(), 2);
  const v1::IngestDocumentsRequest& first = fake_.requests.ingested[0];
  EXPECT_EQ(first.document().id(), "b.txt");
  EXPECT_EQ(first.document().published(), "2025-01-20");
  EXPECT_TRUE(first.replace());
  EXPECT_EQ(fake_.requests.ingested[1].document().format(),
            v1::TEXT_FORMAT_MARKDOWN);
  EXPECT_EQ(need_, Need::kWrite);
}

TEST_F(IngestCommandTest, GoesOnBehindWhatFails) {
  const std::string jsonl = Put("all.jsonl",
                                "{\"id\": \"x\", \"text\": \"One.\"}\n"
                                "{\"id\": \"y\"}\n"
                                "{\"id\": \"z\", \"text\": \"Three.\"}\n");
  fake_.answers.ingest = [](const v1::IngestDocumentsRequest& request,
                            v1::IngestDocumentsResponse* response) {
    if (request.document().id() != "x") return;
    response->set_outcome(v1::INGEST_OUTCOME_UNSPECIFIED);
    response->mutable_error()->set_code(6);
    response->mutable_error()->set_message("x is already there");
  };
  const Outcome outcome = Run({"ingest", jsonl, Folder() + "/none.txt"});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.out, StartsWith("1 added, 0 replaced, 0 unchanged, 2 "
                                      "failed"));
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr(jsonl + ":1: x is already there"),
                    HasSubstr(jsonl + ":2: \"text\" of y is missing"),
                    HasSubstr("none.txt: no such file")));
}

TEST_F(IngestCommandTest, DoesNotTellMillionsOfErrors) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&lines, "{\"n\": 1}\n");
  const Outcome outcome = Run({"ingest", Put("other.jsonl", lines)});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr("1000 failed"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("other.jsonl:100: "),
                                 Not(HasSubstr("other.jsonl:101: ")),
                                 HasSubstr("further errors are counted")));
}

TEST_F(IngestCommandTest, SaysWhatIsKeptWhenTheStreamBreaks) {
  for (int i = 0; i < 5; ++i) Put(absl::StrCat(i, ".txt"), "Text.");
  fake_.answers.ingest_limit = 2;
  fake_.answers.ingest_end = {grpc::StatusCode::UNAVAILABLE,
                              "the disk is full"};
  const Outcome outcome = Run({"ingest", Folder()});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.out, StartsWith("2 added"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("the disk is full"),
                                 HasSubstr("run the same command again")));
}

TEST_F(IngestCommandTest, SaysWhatNobodyHasAcknowledged) {
  for (int i = 0; i < 5; ++i) Put(absl::StrCat(i, ".txt"), "Text.");
  fake_.answers.ingest_limit = 2;
  const Outcome outcome = Run({"ingest", Folder()});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.out, StartsWith("2 added"));
  EXPECT_THAT(outcome.err,
              HasSubstr("2.txt: this document was not acknowledged"));
}

TEST_F(IngestCommandTest, ReadsStandardInput) {
  Run({"ingest", "-", "--id=page", "--as=html"}, "<p>Hi.</p>");
  ASSERT_EQ(fake_.requests.ingested.size(), 1);
  const v1::InputDocument& document = fake_.requests.ingested[0].document();
  EXPECT_EQ(document.id(), "page");
  EXPECT_EQ(document.content(), "<p>Hi.</p>");
  EXPECT_EQ(document.format(), v1::TEXT_FORMAT_HTML);
}

TEST_F(IngestCommandTest, PrintsAJsonLineForEachDocument) {
  const Outcome outcome = Run({"ingest", "-", "--format=jsonl"}, "Text.");
  EXPECT_THAT(outcome.out, StartsWith(R"({"document_id":"stdin",)"
                                      R"("origin":"standard input",)"
                                      R"("outcome":"added",)"));
  EXPECT_THAT(outcome.err, StartsWith("1 added"));
}

// --- facts

}  // namespace
}  // namespace weft::service
