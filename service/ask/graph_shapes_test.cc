// Questions that the graph answers beyond a single sentence: lists, counts,
// comparisons, yes and no with time, conditions; each with twins that nothing
// answers.
#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/ask/asker_test_base.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

constexpr char kYards[] =
    "Shipyards along the coast\n"
    "2025-04-02\n"
    "\n"
    "Tarn Marine acquired Orvik Yards in 2019. "
    "Tarn Marine bought Lunde Sails in 2023. "
    "Tarn Marine did not acquire Brekke Ropes. "
    "Tarn Marine may acquire Holm Docks. "
    "Tarn Marine owns Nordway. "
    "Dagny Moe invested in Tarn Marine. "
    "The fund Eidsvoll Capital invested in Tarn Marine in 2020. "
    "Tarn Marine released the Skarv in 2018. "
    "In 2022 Tarn Marine released the Terne. "
    "Tarn Marine raised $40 million. "
    "Brekke Ropes raised $12 million. "
    "Holm Docks raised $65 million. "
    "The Skarv costs 90,000 euros. "
    "The Terne costs 60,000 euros. "
    "The Terne is faster than the Skarv. "
    "Brekke Ropes is smaller than Tarn Marine. "
    "Tarn Marine employs 800 people. "
    "Brekke Ropes employs 150 people. "
    "Astrid Lie is the chief executive of Tarn Marine. "
    "The shares of Tarn Marine fell 9% on Monday. "
    "Ottar Bank said that Tarn Marine was overvalued. "
    "According to Dagny Moe, Tarn Marine will open a yard in Bergen. "
    "Orvik Yards was founded in 1911. "
    "Tarn Marine was founded in 1987.\n";

constexpr char kNordway[] =
    "Nordway expands\n"
    "2025-05-10\n"
    "\n"
    "Tarn Marine released the Lom in May 2025. "
    "The Lom is 20% cheaper than the Terne. "
    "Sigrid Foss also invested in Tarn Marine. "
    "Tarn Marine acquired the rope maker Vinje in 2024. "
    "Nordway bought two tugs from Holm Docks.\n";

class GraphShapesTest : public AskerTestBase {
 protected:
  static void SetUpTestSuite() {
    ReadText("yards.txt", kYards);
    ReadText("nordway.txt", kNordway);
  }

  static std::vector<std::string> Answers(const char* question) {
    const v1::AskResponse response = Ask(question);
    std::vector<std::string> out;
    for (const auto& answer : response.answers()) {
      out.push_back(answer.text());
    }
    return out;
  }
};

TEST_F(GraphShapesTest, ListsHoldTheMembersOfAllSentencesAndDocuments) {
  EXPECT_THAT(Answers("Who invested in Tarn Marine?"),
              UnorderedElementsAreArray(
                  {"Dagny Moe", "Eidsvoll Capital", "Sigrid Foss"}));
  EXPECT_THAT(Answers("What did Tarn Marine release?"),
              UnorderedElementsAreArray({"Skarv", "Terne", "Lom"}));
  EXPECT_THAT(
      Answers("Which companies did Tarn Marine acquire?"),
      UnorderedElementsAreArray({"Orvik Yards", "Lunde Sails", "Vinje"}));
  EXPECT_THAT(Answers("What companies does Tarn Marine own?"),
              Contains("Nordway"));
}

TEST_F(GraphShapesTest, EachMemberShowsItsSentence) {
  const v1::AskResponse response = Ask("Who invested in Tarn Marine?");
  for (const auto& answer : response.answers()) {
    ASSERT_GT(answer.evidence_size(), 0) << answer.text();
    EXPECT_THAT(answer.evidence(0).sentence(), HasSubstr("invested"));
    ASSERT_GT(answer.facts_size(), 0) << answer.text();
  }
}

TEST_F(GraphShapesTest, CountsDistinctThingsWhereNoSentenceSaysHowMany) {
  Check({
      {"How many companies did Tarn Marine acquire?", "3"},
      {"How many products has Tarn Marine released?", "3"},
      {"How many people does Tarn Marine employ?", "800"},
      {"How many tugs did Nordway buy?", "two"},
      {"How many companies did Brekke Ropes acquire?", "-"},
      {"How many products has Holm Docks released?", "-"},
  });
  EXPECT_EQ(Ask("How many companies did Tarn Marine acquire?")
                .answers(0)
                .facts_size(),
            3);
}

TEST_F(GraphShapesTest, ComparesByFactsElseByValues) {
  Check({
      {"Is the Terne faster than the Skarv?", "yes"},
      {"Is the Skarv faster than the Terne?", "no"},
      {"Is the Skarv slower than the Terne?", "yes"},
      {"Is Tarn Marine larger than Brekke Ropes?", "yes"},
      {"Is Brekke Ropes bigger than Tarn Marine?", "no"},
      {"Is the Skarv more expensive than the Terne?", "yes"},
      {"Is Orvik Yards older than Tarn Marine?", "yes"},
      {"Does Tarn Marine employ more people than Brekke Ropes?", "yes"},
      {"Does Brekke Ropes employ more people than Tarn Marine?", "no"},
      {"Which is cheaper, the Lom or the Terne?", "Lom"},
      {"Which is more expensive, the Skarv or the Terne?", "Skarv"},
      {"Which company employs more people, Tarn Marine or Brekke Ropes?",
       "Tarn Marine"},
      {"How much cheaper is the Lom than the Terne?", "20%"},
      {"How much cheaper is the Terne than the Skarv?", "30000 EUR"},
      {"How much cheaper is the Skarv than the Terne?", "-"},
      {"Which company employs more people, Tarn Marine or Nordway?", "-"},
      {"Which is heavier, the Skarv or the Terne?", "-"},
      {"How much faster is the Terne than the Skarv?", "-"},
  });
}

TEST_F(GraphShapesTest, FindsTheMostOfAll) {
  Check({
      {"Which company raised the most?", "Holm Docks"},
      {"Which company raised the most money?", "Holm Docks"},
      {"Which company raised the least money?", "Brekke Ropes"},
      {"Who employs the most people?", "Tarn Marine"},
      {"Which company was founded first?", "Orvik Yards"},
      {"Which company sold the most boats?", "-"},
      {"Which company was closed first?", "-"},
  });
}

TEST_F(GraphShapesTest, YesAndNoKnowTimesAndWhatIsOnlyPossible) {
  Check({
      {"Did Tarn Marine acquire Orvik Yards?", "yes"},
      {"Did Tarn Marine acquire Orvik Yards in 2019?", "yes"},
      {"Did Tarn Marine acquire Orvik Yards in 2021?", "no"},
      {"Did Tarn Marine acquire Brekke Ropes?", "no"},
      {"Did Tarn Marine acquire Holm Docks?", "-"},
      {"Did Nordway acquire Lunde Sails?", "-"},
  });
}

TEST_F(GraphShapesTest, TimeIsACondition) {
  EXPECT_THAT(Answers("What did Tarn Marine acquire since 2022?"),
              AllOf(Contains("Lunde Sails"), Contains("Vinje"),
                    Not(Contains("Orvik Yards"))));
  Check({
      {"What did Tarn Marine acquire before 2020?", "Orvik Yards"},
      {"What did Tarn Marine acquire after 2023?", "Vinje"},
      {"What did Tarn Marine acquire between 2022 and 2023?", "Lunde Sails"},
      {"What did Tarn Marine acquire before 2010?", "-"},
  });
}

TEST_F(GraphShapesTest, SourcesAndTwoHops) {
  Check({
      {"According to Dagny Moe, where will Tarn Marine open a yard?", "Bergen"},
      {"What does Ottar Bank say about Tarn Marine?", "overvalued"},
      {"Who is the chief executive of the company whose shares fell 9%?",
       "Astrid Lie"},
      {"Who is the chief executive of the company that released the Terne?",
       "Astrid Lie"},
      {"Who is the chief executive of the company that released the Grebe?",
       "-"},
  });
}

TEST_F(GraphShapesTest, NamesAreFoundByBeginningsAndThroughTypos) {
  Check({
      {"What did Tarn acquire before 2020?", "Orvik Yards"},
      {"Who invested in Tarn Marne?", "Sigrid Foss"},
  });
}

TEST_F(GraphShapesTest, TheQueryThatRanShowsTheAnswer) {
  for (const char* question : {"Who invested in Tarn Marine?",
                               "Which companies did Tarn Marine acquire?",
                               "What did Tarn Marine acquire before 2020?",
                               "Who is the chief executive of Tarn Marine?",
                               "Is the Skarv more expensive than the Terne?",
                               "Which company raised the most money?",
                               "When did Tarn Marine acquire Orvik Yards?"}) {
    const v1::AskResponse response = Ask(question, /*explain=*/true);
    ASSERT_TRUE(response.answered()) << question;
    EXPECT_THAT(response.query(), HasSubstr("MATCH (a)")) << question;
    EXPECT_THAT(Rows(response.query()),
                Contains(AnyOf(HasSubstr(response.answers(0).text()),
                               HasSubstr("Skarv"))))
        << question << "\n"
        << response.query();
  }
}

}  // namespace
}  // namespace weft::service
