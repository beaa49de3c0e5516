// Which of several phrases answers, over one small text, end to end.
#include "service/ask/asker_test_base.h"

namespace weft::service {
namespace {

constexpr char kText[] =
    "Kelmar recalls tablet\n"
    "2025-04-08\n"
    "\n"
    "The drugmaker Kelmar is recalling 14 batches of its sleeping pill Dormexa "
    "after traces of lead were found in them. "
    "Kelmar also sells a thermometer called Fevra. "
    "Its rival Oststern Pharma rejected a takeover, proposed by the banker "
    "Jonas Rell. "
    "The Basel-based laboratory Humlin leased six machines from Castor "
    "Leasing. "
    "The laboratory, which discovered the lead, opened a branch in Turku, "
    "Finland. "
    "Sales fell by 7% to 31 million euros. "
    "The launch of Fevra slipped because engineers found a crack in its "
    "sensor. "
    "Ilse Brandt was succeeded by Marek Dolan as head of Humlin. "
    "Referee Nadia Amadi threw out a protest. "
    "About 4,000 people attended the meeting in Graz. "
    "Viktor Lund donated a painting to the museum. "
    "The managing director of Humlin, Rosa Ekdal, lives in Graz. "
    "Lena Roth swam across the lake in March. "
    "\"It was cold,\" the 31-year-old said. "
    "Paul Ketola, a retired nurse, led the protest. "
    "The mayor, Otto Brand, ruled out resigning. "
    "The study was financed by the Harrow Foundation, which gave 4 million "
    "euros. "
    "The storm reached 120 kilometres per hour. "
    "Castor Leasing hopes to open an office in Porto in June. "
    "A small robot named Tiko cleans the tanks.\n";

class AnswerChoiceTest : public AskerTestBase {
 protected:
  static void SetUpTestSuite() { ReadText("recall.txt", kText); }
};

TEST_F(AnswerChoiceTest, NamesComeBeforeWhatDescribesThem) {
  Check({{"Which drug is Kelmar recalling?", "Dormexa"},
         {"What does Kelmar sell?", "Fevra"},
         {"Which thermometer does Kelmar sell?", "Fevra"},
         {"From which company did the laboratory Humlin lease machines?",
          "Castor Leasing"},
         {"Which referee rejected the protest?", "Nadia Amadi"}});
}

TEST_F(AnswerChoiceTest, LevelsAndPlacesAreOfTheKindAsked) {
  Check({{"To what level did sales fall?", "31 million euros"},
         {"By how much did sales fall?", "7%"},
         {"In which country did the laboratory open a branch?", "Finland"},
         {"In which city did the laboratory open a branch?", "Turku"}});
}

TEST_F(AnswerChoiceTest, WhatIsRejectedMayHaveBeenProposed) {
  Check({{"Who proposed the takeover?", "Jonas Rell"}});
}

TEST_F(AnswerChoiceTest, ReasonsAreClauses) {
  Check({{"Why did the launch of Fevra slip?", "engineers found a crack"}});
}

TEST_F(AnswerChoiceTest, AgesBelongToWhomTheSentenceBeforeNames) {
  Check({{"How old is Lena Roth?", "31"}});
}

TEST_F(AnswerChoiceTest, OtherWordsForTheSame) {
  Check({{"How many people visited the meeting?", "4,000"},
         {"Who gave a painting to the museum?", "Viktor Lund"},
         {"Who is the managing director of Humlin?", "Rosa Ekdal"}});
}

TEST_F(AnswerChoiceTest, WholeNamesAndAmounts) {
  Check({{"Which foundation financed the study?", "Harrow Foundation"},
         {"What is the name of the robot?", "Tiko"},
         {"What was the former job of Paul Ketola?", "retired nurse"}});
}

TEST_F(AnswerChoiceTest, WhatIsHopedForAnswersWhatIsWanted) {
  Check({{"When does Castor Leasing want to open an office?", "June"}});
}

TEST_F(AnswerChoiceTest, WhatIsRuledOutIsNot) {
  Check({{"Did Otto Brand resign?", "no"}});
}

TEST_F(AnswerChoiceTest, VerbsSayHowTwoAreRelated) {
  Check({{"How is Marek Dolan related to Ilse Brandt?", "successor"}});
}

// "found" is a form of "find" here, and says when nothing was founded.
TEST_F(AnswerChoiceTest, FormsOfOtherVerbsDoNotAnswer) {
  Check({{"When was Fevra founded?", "-"}, {"Who founded Fevra?", "-"}});
}

}  // namespace
}  // namespace weft::service
