#include "service/ask/question.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "extractor/analysis/analyzer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/ask/lexicon.h"

namespace weft::service {
namespace {

class QuestionTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    analyzer_ = extractor::Analyzer::Create("")->release();
    lexicon_ = Lexicon::Create().release();
  }
  static void TearDownTestSuite() {
    delete analyzer_;
    delete lexicon_;
  }
  static Question Read(const std::string& text) {
    return ReadQuestion(text, *analyzer_, *lexicon_,
                        [](absl::string_view) { return false; });
  }
  static const extractor::Analyzer* analyzer_;
  static const Lexicon* lexicon_;
};
const extractor::Analyzer* QuestionTest::analyzer_ = nullptr;
const Lexicon* QuestionTest::lexicon_ = nullptr;

TEST_F(QuestionTest, UndoesTheOrderOfWords) {
  struct Row {
    const char* question;
    const char* statement;
    AnswerKind kind;
    const char* noun;
  };
  const Row rows[] = {
      {"Who founded Norvane?", "someone founded Norvane.", AnswerKind::kPerson,
       ""},
      {"When did Norvane launch the Vela?",
       "Norvane did somehow launch the Vela.", AnswerKind::kTime, ""},
      {"What did Norvane launch in May?",
       "Norvane did launch something in May.", AnswerKind::kThing, ""},
      {"Which yard did Norvane buy in Lund?",
       "Norvane did buy something in Lund.", AnswerKind::kThing, "yard"},
      {"From which company did Norvane buy the yard?",
       "Norvane did buy the yard from something.", AnswerKind::kThing,
       "company"},
      {"In which city is Norvane based?", "Norvane is based in something.",
       AnswerKind::kPlace, "city"},
      {"How many boats did Norvane sell?", "Norvane did sell something.",
       AnswerKind::kCount, "boat"},
      {"How much did Norvane pay for the yard?",
       "Norvane did pay something for the yard.", AnswerKind::kAmount, ""},
      {"Whose stock fell 4%?", "someone's stock fell 4%.",
       AnswerKind::kPossessor, ""},
      {"Whose yard will Norvane buy?", "Norvane will buy someone's yard.",
       AnswerKind::kPossessor, ""},
      {"Who is the president of Norvane?",
       "the president of Norvane is someone.", AnswerKind::kPerson, ""},
      {"Who is the managing director of Norvane?",
       "the managing director of Norvane is someone.", AnswerKind::kPerson, ""},
      {"Which union is against the sale?", "something is against the sale.",
       AnswerKind::kThing, "union"},
      {"In which city is the firm based that makes the Vela?",
       "the firm that makes the Vela is based in something.",
       AnswerKind::kPlace, "city"},
      {"Who is Ana Ruiz?", "Ana Ruiz is someone.", AnswerKind::kDefinition, ""},
      {"What is the name of the boat that Norvane sold?",
       "the boat that Norvane sold is someone.", AnswerKind::kName, ""},
      {"Did Norvane sell the yard?", "Norvane did sell the yard.",
       AnswerKind::kYesNo, ""},
      {"According to Ruiz, how much did the Vela cost?",
       "the Vela did cost something According to Ruiz.", AnswerKind::kAmount,
       ""},
      {"Norvane sold which boats?", "Norvane sold something.",
       AnswerKind::kThing, "boat"},
  };
  for (const Row& row : rows) {
    const Question question = Read(row.question);
    EXPECT_EQ(question.statement.text, row.statement) << row.question;
    EXPECT_EQ(question.statement.kind, row.kind)
        << row.question << ": " << AnswerKindName(question.statement.kind);
    EXPECT_EQ(question.statement.noun, row.noun) << row.question;
  }
}

TEST_F(QuestionTest, CollectsTermsWithTheirDistance) {
  const Question question = Read("Which yard did Norvane buy in Lund?");
  std::vector<std::string> terms;
  for (const Term& term : question.terms) {
    terms.push_back(term.text + (term.verb ? "!" : "") +
                    (term.name ? "*" : ""));
  }
  EXPECT_THAT(terms,
              ::testing::UnorderedElementsAre("Norvane*", "Lund*", "buy!"));
  EXPECT_GE(question.gap, 0);
}

TEST_F(QuestionTest, AsksHowTwoThingsAreRelated) {
  EXPECT_EQ(Read("How is Norvane related to Quill Shipping?").statement.kind,
            AnswerKind::kRelation);
}

TEST_F(QuestionTest, SurvivesWhatIsNoQuestion) {
  for (const char* text : {"", "?", "Who?", "Norvane", "is", "what is",
                           "How much?", "Did?", "of which", "\xE2\x80\x9C"}) {
    EXPECT_LE(Read(text).terms.size(), 2u) << text;
  }
}

}  // namespace
}  // namespace weft::service
