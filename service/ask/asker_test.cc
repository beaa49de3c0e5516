#include "service/ask/asker.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "graphstore/store/triples.h"
#include "gtest/gtest.h"
#include "service/ask/asker_test_base.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

constexpr char kText[] =
    "Norvane opens a yard\n"
    "2025-03-10\n"
    "\n"
    "Norvane launched the Vela on 3 March 2025. "
    "Ana Ruiz founded Norvane in 2004. "
    "The company was spun off from Quill Shipping in 2005. "
    "Norvane's stock fell 6% on Monday. "
    "Jon Ekman, an analyst at Baltic Research, said the boat was late. "
    "Norvane sold 240 boats last year. "
    "Norvane did not buy the harbour in Malden. "
    "Quill Shipping is based in Lund.\n";

class AskerTest : public AskerTestBase {
 protected:
  static void SetUpTestSuite() { ReadText("norvane.txt", kText); }

  static absl::StatusOr<v1::AskResponse> Ask(const std::string& question,
                                             bool explain = false) {
    v1::AskRequest request;
    request.set_question(question);
    request.set_explain(explain);
    return asker_->Ask(**store_->Snapshot(), request, Cancellation());
  }
  // The first answer; "-" when there is none.
  static std::string First(const std::string& question) {
    const auto response = Ask(question);
    if (!response.ok()) return response.status().ToString();
    return response->answered() ? response->answers(0).text() : "-";
  }
};
TEST_F(AskerTest, AnswersQuestionsOfManyShapes) {
  struct Row {
    const char* question;
    const char* answer;
  };
  const Row rows[] = {
      {"Who founded Norvane?", "Ana Ruiz"},
      {"What did Norvane launch?", "Vela"},
      {"When did Norvane launch the Vela?", "3 March 2025"},
      {"How much did Norvane's stock fall?", "6%"},
      {"Where is Quill Shipping based?", "Lund"},
      {"How many boats did Norvane sell?", "240 boats"},
      {"Did Norvane launch the Vela?", "yes"},
      {"Did Norvane buy the harbour in Malden?", "no"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(First(row.question), HasSubstr(row.answer)) << row.question;
  }
}

TEST_F(AskerTest, SaysWhenItDoesNotKnow) {
  for (const char* question :
       {"Who acquired Norvane?", "How many people does Norvane employ?",
        "In which city was Ana Ruiz born?", "Who founded Quill Shipping?"}) {
    const auto response = Ask(question);
    ASSERT_OK(response.status());
    EXPECT_FALSE(response->answered())
        << question << ": " << response->answers(0).text();
    EXPECT_GT(response->nearest_facts_size(), 0) << question;
  }
}

TEST_F(AskerTest, ShowsTheSentenceAndTheFacts) {
  const auto response = Ask("Who founded Norvane?");
  ASSERT_OK(response.status());
  ASSERT_GT(response->answers_size(), 0);
  const v1::AskResponse::Answer& answer = response->answers(0);
  ASSERT_GT(answer.evidence_size(), 0);
  EXPECT_EQ(answer.evidence(0).document_id(), "norvane.txt");
  EXPECT_EQ(answer.evidence(0).sentence(), "Ana Ruiz founded Norvane in 2004.");
  ASSERT_GT(answer.facts_size(), 0);
  EXPECT_EQ(answer.facts(0).relation().name(), "found");
}

TEST_F(AskerTest, ExplainsItself) {
  const auto response = Ask("Who founded Norvane?", /*explain=*/true);
  ASSERT_OK(response.status());
  EXPECT_EQ(response->reading(), "someone founded Norvane. (person)");
  EXPECT_THAT(response->query(), testing::StartsWith("MATCH (a)<-[r:`found`"));
  EXPECT_THAT(response->query(),
              HasSubstr("(x) WHERE a.name IN ['Norvane'] AND x:entity AND NOT "
                        "r.negated AND r.modality IS NULL RETURN"));
}

TEST_F(AskerTest, TheQueryThatIsPrintedShowsTheAnswer) {
  for (const char* question :
       {"Who founded Norvane?", "What did Norvane launch?",
        "When did Norvane launch the Vela?", "Where is Quill Shipping based?",
        "How much did Norvane's stock fall?",
        "How many boats did Norvane sell?",
        "From which company was Norvane spun off?"}) {
    const auto response = Ask(question, /*explain=*/true);
    ASSERT_OK(response.status());
    ASSERT_GT(response->answers_size(), 0) << question;
    EXPECT_THAT(Rows(response->query()),
                testing::Contains(HasSubstr(response->answers(0).text())))
        << question << "\n"
        << response->query();
  }
}

TEST_F(AskerTest, RefusesWhatIsNoQuestion) {
  EXPECT_EQ(Ask("").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ask("  \n").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ask(std::string(Asker::kLongestQuestion + 1, 'a')).status().code(),
            absl::StatusCode::kInvalidArgument);
  v1::AskRequest request;
  request.set_question("Who founded Norvane?");
  request.set_max_answers(-1);
  EXPECT_EQ(asker_->Ask(**store_->Snapshot(), request, Cancellation())
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(AskerTest, StopsAtTheDeadline) {
  v1::AskRequest request;
  request.set_question("Who founded Norvane?");
  const Cancellation over(absl::Now() - absl::Seconds(1));
  EXPECT_EQ(asker_->Ask(**store_->Snapshot(), request, over).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

class AskBudgetTest : public AskerTestBase {
 protected:
  static void SetUpTestSuite() {
    ReadText("a.txt", "Greta Lind sails with Otto Ruud.");
    ReadText("b.txt", "Otto Ruud repairs nets in Arnhavn.");
    ReadText("c.txt", "Ida Storm founded Brevik Yards in 1999.");
  }

  static absl::StatusOr<v1::AskResponse> AskWithin(uint64_t edges,
                                                   uint32_t time_ms) {
    v1::AskRequest request;
    request.set_question("Who founded Brevik Yards?");
    request.mutable_budget()->set_edges_read(edges);
    request.mutable_budget()->set_time_ms(time_ms);
    return asker_->Ask(**store_->Snapshot(), request, Cancellation());
  }
};

TEST_F(AskBudgetTest, EdgesBoundWhatIsReadOfDocuments) {
  ASSERT_OK_AND_ASSIGN(const v1::AskResponse whole, AskWithin(1'000'000, 0));
  ASSERT_TRUE(whole.answered());
  EXPECT_EQ(whole.answers(0).text(), "Ida Storm");
  EXPECT_EQ(whole.cut_off(), v1::CUT_OFF_UNSPECIFIED)
      << whole.cut_off_message();

  // Spent on the first document; the answer is in the last.
  ASSERT_OK_AND_ASSIGN(const v1::AskResponse cut, AskWithin(1, 0));
  EXPECT_FALSE(cut.answered());
  EXPECT_EQ(cut.cut_off(), v1::CUT_OFF_EDGES_READ);
  EXPECT_EQ(cut.cut_off_message(),
            "stopped after reading 1 facts; raise budget.edges_read");
}

TEST_F(AskBudgetTest, TimeThatIsOverIsNoError) {
  ASSERT_OK_AND_ASSIGN(const v1::AskResponse cut, AskWithin(0, 1));
  // A machine that answers within a millisecond has nothing to say.
  if (cut.cut_off() != v1::CUT_OFF_UNSPECIFIED) {
    EXPECT_EQ(cut.cut_off(), v1::CUT_OFF_TIME);
    EXPECT_THAT(cut.cut_off_message(), HasSubstr("after 1ms"));
  }
}

TEST_F(AskerTest, GivesNoMoreAnswersThanAsked) {
  v1::AskRequest request;
  request.set_question("What did Norvane launch?");
  request.set_max_answers(1);
  const auto response =
      asker_->Ask(**store_->Snapshot(), request, Cancellation());
  ASSERT_OK(response.status());
  EXPECT_EQ(response->answers_size(), 1);
}

TEST(AskerOnTriples, NeedsNoModel) {
  const auto store = *graphstore::Store::InMemory({});
  const graphstore::Triple triples[] = {
      {"Tin Harbour", "written_by", "Ana Ruiz", ""}};
  graphstore::WriteOptions options;
  options.link_by = graphstore::LinkBy::kExactName;
  ASSERT_OK(
      store->WriteDocument(graphstore::TriplesDocument("t", triples), options)
          .status());
  Asker asker(nullptr);
  v1::AskRequest request;
  request.set_question("Who wrote Tin Harbour?");
  request.set_explain(true);
  const auto response = asker.Ask(**store->Snapshot(), request, Cancellation());
  ASSERT_OK(response.status());
  ASSERT_TRUE(response->answered());
  EXPECT_EQ(response->answers(0).text(), "Ana Ruiz");
  ASSERT_EQ(response->answers(0).facts_size(), 1);
  EXPECT_EQ(response->answers(0).facts(0).relation().name(), "written_by");
  EXPECT_EQ(response->query(),
            "MATCH (a {name: 'Tin Harbour'})-[:`written_by`]->(x) WHERE x <> "
            "a RETURN DISTINCT x.name");
}

}  // namespace
}  // namespace weft::service
