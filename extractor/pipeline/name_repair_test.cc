#include "extractor/pipeline/name_repair.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// Words of the name after the repair of tokens [begin, end).
std::string Name(const char* conllu, uint32_t begin, uint32_t end,
                 EntityType type) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return "";
  auto& tokens = parsed->sentence.tokens;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].text == "-") {
      tokens[i].space_before = tokens[i + 1].space_before = false;
    }
  }
  const auto names =
      RepairNames(parsed->sentence, parsed->tree, {{{begin, end}, type}});
  std::string words;
  for (uint32_t t = names[0].tokens.begin; t < names[0].tokens.end; ++t) {
    absl::StrAppend(&words, words.empty() ? "" : " ", tokens[t].text);
  }
  return words;
}

TEST(RepairNames, KeepsHyphensInside) {
  EXPECT_EQ(Name(R"(
1 the the DET DT _ 4 det
2 High high ADJ JJ _ 4 amod
3 - - PUNCT HYPH _ 2 punct
4 Gull Gull PROPN NNP _ 0 root)",
                 3, 4, EntityType::kOrganization),
            "High - Gull");
  EXPECT_EQ(Name(R"(
1 VLA VLA PROPN NNP _ 0 root
2 - - PUNCT HYPH _ 3 punct
3 5 5 NUM CD _ 1 flat)",
                 0, 1, EntityType::kProduct),
            "VLA - 5");
}

TEST(RepairNames, LeavesParticiplesAndPrefixesOutside) {
  EXPECT_EQ(Name(R"(
1 Lund Lund PROPN NNP _ 3 obl
2 - - PUNCT HYPH _ 1 punct
3 based base VERB VBN _ 4 amod
4 firm firm NOUN NN _ 0 root)",
                 0, 1, EntityType::kPlace),
            "Lund");
  EXPECT_EQ(Name(R"(
1 Non non ADJ JJ _ 3 amod
2 - - PUNCT HYPH _ 1 punct
3 Lund Lund PROPN NNP _ 0 root)",
                 2, 3, EntityType::kPlace),
            "Lund");
}

TEST(RepairNames, DropsTheOfficeBeforeAName) {
  constexpr char kTree[] = R"(
1 Chief chief ADJ NNP _ 4 amod
2 Executive executive ADJ NNP _ 4 amod
3 Ana Ana PROPN NNP _ 4 compound
4 Ruiz Ruiz PROPN NNP _ 0 root)";
  EXPECT_EQ(Name(kTree, 0, 4, EntityType::kPerson), "Ana Ruiz");
  EXPECT_EQ(Name(kTree, 0, 4, EntityType::kOrganization),
            "Chief Executive Ana Ruiz");
}

TEST(RepairNames, FindsHyphenatedNamesThatNoTaggerSaw) {
  auto parsed = ParseSentence(R"(
1 v3 v3 PROPN NNP _ 0 root
2 - - PUNCT HYPH _ 3 punct
3 mini mini PROPN NNP _ 1 flat)");
  ASSERT_OK(parsed);
  auto& tokens = parsed->sentence.tokens;
  tokens[1].space_before = tokens[2].space_before = false;
  const auto names = RepairNames(parsed->sentence, parsed->tree, {});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].tokens, (TokenSpan{0, 3}));
}

TEST(RepairNames, ReadsTheNamesOfADatelineAsPlaces) {
  auto parsed = ParseSentence(R"(
1 LUND LUND PROPN NNP _ 0 root
2 - - PUNCT HYPH _ 1 punct)");
  ASSERT_OK(parsed);
  parsed->sentence.kind = SentenceKind::kLeadIn;
  const auto names = RepairNames(parsed->sentence, parsed->tree,
                                 {{{0, 1}, EntityType::kOrganization, 0.6f}});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].type, EntityType::kPlace);
}

TEST(RepairNames, JoinsNamesAroundAnAmpersand) {
  auto parsed = ParseSentence(R"(
1 Ana Ana PROPN NNP _ 2 nsubj
2 left leave VERB VBD _ 0 root
3 Gull Gull PROPN NNP _ 2 obj
4 & & CCONJ CC _ 5 cc
5 Holm Holm PROPN NNP _ 3 flat)");
  ASSERT_OK(parsed);
  const auto names = RepairNames(parsed->sentence, parsed->tree,
                                 {{{0, 1}, EntityType::kPerson, 0.9f},
                                  {{2, 3}, EntityType::kPerson, 0.6f},
                                  {{4, 5}, EntityType::kPerson, 0.6f}});
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].tokens, (TokenSpan{0, 1}));
  EXPECT_EQ(names[1].tokens, (TokenSpan{2, 5}));
  EXPECT_EQ(names[1].type, EntityType::kOrganization);
}

TEST(RepairNames, KeepNamesSideBySideInOrder) {
  auto parsed = ParseSentence(R"(
1 Lund Lund PROPN NNP _ 2 compound
2 Gull Gull PROPN NNP _ 0 root
3 & & CCONJ CC _ 4 cc
4 Holm Holm PROPN NNP _ 2 flat)");
  ASSERT_OK(parsed);
  const auto names = RepairNames(parsed->sentence, parsed->tree,
                                 {{{0, 1}, EntityType::kPlace, 0.9f},
                                  {{1, 2}, EntityType::kPerson, 0.6f},
                                  {{3, 4}, EntityType::kPerson, 0.6f}});
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].tokens, (TokenSpan{0, 1}));
  EXPECT_EQ(names[1].tokens, (TokenSpan{1, 4}));
}

}  // namespace
}  // namespace weft::extractor
