#include "extractor/mention/name_rules.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr EntityType kPerson = EntityType::kPerson;
constexpr EntityType kPlace = EntityType::kPlace;
constexpr EntityType kOrganization = EntityType::kOrganization;
constexpr EntityType kMisc = EntityType::kMisc;

struct Case {
  const char* conllu;
  std::vector<NameMention> names;
  std::vector<std::string> refined;  // "text: type"
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    ASSERT_OK_AND_ASSIGN(const ParsedSentence s, ParseSentence(c.conllu));
    std::vector<std::string> found;
    for (const NameMention& name : RefineNames(s.sentence, s.tree, c.names)) {
      std::string text;
      for (uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
        absl::StrAppend(&text, text.empty() ? "" : " ",
                        s.sentence.tokens[i].text);
      }
      found.push_back(absl::StrCat(text, ": ", EntityTypeName(name.type)));
    }
    EXPECT_EQ(found, c.refined) << *s.text;
  }
}

TEST(RefineNames, JoinsPartsThatHangOnEachOther) {
  Check({
      {R"(1 North north PROPN NNP _ 2 amod
          2 Harbour Harbour PROPN NNP _ 3 compound
          3 Times Times PROPN NNPS _ 4 nsubj
          4 wrote write VERB VBD _ 0 root)",
       {{{0, 1}, kOrganization, 0.9f},
        {{1, 2}, kPlace, 0.8f},
        {{2, 3}, kOrganization, 0.7f}},
       {"North Harbour Times: organization"}},
      // A first and a family name, each found alone.
      {R"(1 Ines Ines PROPN NNP _ 3 nsubj
          2 Roth Roth PROPN NNP _ 1 flat
          3 left leave VERB VBD _ 0 root)",
       {{{0, 1}, kPerson, 0.9f}, {{1, 2}, kPlace, 0.4f}},
       {"Ines Roth: person"}},
  });
}

TEST(RefineNames, LeavesNeighboursApart) {
  Check({
      // An apposition is a second name.
      {R"(1 Storm storm PROPN NNP _ 3 nsubj
          2 Olaf Olaf PROPN NNP _ 1 appos
          3 passed pass VERB VBD _ 0 root)",
       {{{0, 1}, kMisc, 1}, {{1, 2}, kPerson, 1}},
       {"Storm: misc", "Olaf: person"}},
      // Two objects in a row.
      {R"(1 Give give VERB VB _ 0 root
          2 Ada Ada PROPN NNP _ 1 iobj
          3 Bonn Bonn PROPN NNP _ 1 obj)",
       {{{1, 2}, kPerson, 1}, {{2, 3}, kPlace, 1}},
       {"Ada: person", "Bonn: place"}},
  });
}

TEST(RefineNames, GrowsOverProperNounsOfTheSameName) {
  Check({
      {R"(1 Falk Falk PROPN NNP _ 2 compound
          2 Robotics Robotics PROPN NNP _ 3 nsubj
          3 grew grow VERB VBD _ 0 root)",
       {{{1, 2}, kOrganization, 1}},
       {"Falk Robotics: organization"}},
      {R"(1 Ines Ines PROPN NNP _ 3 nsubj
          2 Roth Roth PROPN NNP _ 1 flat
          3 left leave VERB VBD _ 0 root)",
       {{{0, 1}, kPerson, 1}},
       {"Ines Roth: person"}},
      // Common nouns and what the name hangs on are no part of it.
      {R"(1 chipmaker chipmaker NOUN NN _ 2 compound
          2 Falk Falk PROPN NNP _ 4 nsubj
          3 then then ADV RB _ 4 advmod
          4 grew grow VERB VBD _ 0 root)",
       {{{1, 2}, kOrganization, 1}},
       {"Falk: organization"}},
      {R"(1 Falk Falk PROPN NNP _ 2 compound
          2 Day Day PROPN NNP _ 0 root)",
       {{{0, 1}, kPerson, 1}},
       {"Falk: person"}},
  });
}

TEST(RefineNames, TypesLawsAndGroupsByTheirLastWord) {
  Check({
      {R"(1 Clean Clean PROPN NNP _ 3 amod
          2 Rivers Rivers PROPN NNPS _ 3 compound
          3 Act Act PROPN NNP _ 0 root)",
       {{{0, 3}, kMisc, 1}},
       {"Clean Rivers Act: law"}},
      {R"(1 Norwegians Norwegian PROPN NNPS _ 2 nsubj
          2 voted vote VERB VBD _ 0 root)",
       {{{0, 1}, kMisc, 1}},
       {"Norwegians: group"}},
      // The same endings elsewhere mean nothing.
      {R"(1 Bill Bill PROPN NNP _ 3 nsubj
          2 Evans Evans PROPN NNP _ 1 flat
          3 left leave VERB VBD _ 0 root)",
       {{{0, 2}, kPerson, 1}},
       {"Bill Evans: person"}},
      {R"(1 Evans Evans PROPN NNP _ 2 nsubj
          2 left leave VERB VBD _ 0 root)",
       {{{0, 1}, kPerson, 1}},
       {"Evans: person"}},
  });
}

TEST(RefineNames, TypesVagueNamesByTheirLastWord) {
  const char* kKestrelMotors = R"(
      1 Kestrel Kestrel PROPN NNP _ 2 compound
      2 Motors Motors PROPN NNPS _ 0 root)";
  const char* kTweedRiver = R"(
      1 Tweed Tweed PROPN NNP _ 2 compound
      2 River River PROPN NNP _ 0 root)";
  Check({
      {kKestrelMotors, {{{0, 2}, kMisc, 1}}, {"Kestrel Motors: organization"}},
      {kKestrelMotors, {{{0, 2}, kPlace, 1}}, {"Kestrel Motors: organization"}},
      {kKestrelMotors, {{{0, 2}, kPerson, 1}}, {"Kestrel Motors: person"}},
      {kTweedRiver, {{{0, 2}, EntityType::kEvent, 1}}, {"Tweed River: place"}},
      {kTweedRiver,
       {{{0, 2}, kOrganization, 1}},
       {"Tweed River: organization"}},
  });
}

TEST(RefineNames, TrimsWordsThatNeitherBeginNorEndAName) {
  Check({
      {R"(1 of of ADP IN _ 2 case
          2 Lund Lund PROPN NNP _ 0 root
          3 , , PUNCT , _ 2 punct)",
       {{{0, 3}, kPlace, 1}},
       {"Lund: place"}},
      {R"(1 Bank Bank PROPN NNP _ 0 root
          2 of of ADP IN _ 3 case
          3 Lund Lund PROPN NNP _ 1 nmod)",
       {{{0, 3}, kOrganization, 1}},
       {"Bank of Lund: organization"}},
      {"1 hers hers PRON PRP _ 0 root", {{{0, 1}, kPerson, 1}}, {}},
  });
}

TEST(RefineNames, KeepsAPossessiveMarkThatOwnsNothing) {
  const char* kAtTolson = R"(
      1 Lunch lunch NOUN NN _ 0 root
      2 at at ADP IN _ 3 case
      3 Tolson Tolson PROPN NNP _ 1 nmod
      4 's 's PART POS _ 3 case)";
  Check({
      {R"(1 We we PRON PRP _ 2 nsubj
          2 ate eat VERB VBD _ 0 root
          3 at at ADP IN _ 4 case
          4 Tolson Tolson PROPN NNP _ 2 obl
          5 's 's PART POS _ 4 case)",
       {{{3, 4}, kPerson, 1}},
       {"Tolson 's: organization"}},
      // Of a noun under a noun it is not sure that nothing is owned.
      {kAtTolson, {{{2, 3}, kPlace, 1}}, {"Tolson: place"}},
      {R"(1 Tolson Tolson PROPN NNP _ 3 nmod:poss
          2 's 's PART POS _ 1 case
          3 soup soup NOUN NN _ 0 root)",
       {{{0, 1}, kPerson, 1}},
       {"Tolson: person"}},
  });
}

TEST(RefineNames, SplitsATownFromItsState) {
  const char* kFalkFlorida = R"(
      1 Falk Falk PROPN NNP _ 0 root
      2 Harbor Harbor PROPN NNP _ 1 flat
      3 Florida Florida PROPN NNP _ 1 flat)";
  Check({
      {kFalkFlorida,
       {{{0, 3}, kPlace, 1}},
       {"Falk Harbor: place", "Florida: place"}},
      {kFalkFlorida,
       {{{0, 3}, kOrganization, 1}},
       {"Falk Harbor Florida: organization"}},
      {R"(1 West West PROPN NNP _ 2 compound
          2 Virginia Virginia PROPN NNP _ 0 root)",
       {{{0, 2}, kPlace, 1}},
       {"West Virginia: place"}},
  });
}

TEST(RefineNames, DropsFilesAddressesDaysAndLetters) {
  Check({
      {"1 Tues Tues PROPN NNP _ 0 root", {{{0, 1}, kPlace, 1}}, {}},
      {"1 Q Q PROPN NNP _ 0 root", {{{0, 1}, kPerson, 1}}, {}},
      {"1 Q Q PROPN NNP _ 0 root",
       {{{0, 1}, kOrganization, 1}},
       {"Q: organization"}},
      {"1 plan.PDF plan.pdf NOUN NN _ 0 root",
       {{{0, 1}, kOrganization, 1}},
       {}},
      {"1 ada@example.org ada@example.org X ADD _ 0 root",
       {{{0, 1}, kPerson, 1}},
       {}},
      {"1 Example.org Example.org PROPN NNP _ 0 root",
       {{{0, 1}, kOrganization, 1}},
       {"Example.org: organization"}},
  });
}

TEST(RefineNames, KeepsTheLesserProbability) {
  ASSERT_OK_AND_ASSIGN(const ParsedSentence s, ParseSentence(R"(
      1 Ines Ines PROPN NNP _ 0 root
      2 Roth Roth PROPN NNP _ 1 flat
  )"));
  const auto names = RefineNames(
      s.sentence, s.tree, {{{0, 1}, kPerson, 0.9f}, {{1, 2}, kPerson, 0.4f}});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].probability, 0.4f);
}

TEST(RefineNames, BearsEmptySentences) {
  EXPECT_TRUE(RefineNames(Sentence(), DependencyTree(), {}).empty());
}

}  // namespace
}  // namespace weft::extractor
