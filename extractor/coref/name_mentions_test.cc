#include "extractor/coref/name_mentions.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "extractor/coref/document_names.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

AnalyzedSentence Sentence(absl::string_view conllu,
                          std::vector<NameMention> names) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  AnalyzedSentence sentence;
  if (!parsed.ok()) return sentence;
  // Tokens point into the text of the parse, which has to live on.
  static auto* const texts =
      new std::vector<std::shared_ptr<const std::string>>;
  texts->push_back(parsed->text);
  sentence.sentence = parsed->sentence;
  sentence.tree = parsed->tree;
  sentence.names = std::move(names);
  return sentence;
}

std::string Names(const AnalyzedSentence& sentence,
                  const std::vector<NameMention>& names) {
  return absl::StrJoin(names, " | ",
                       [&](std::string* out, const NameMention& name) {
                         out->append(NameText(sentence, name.tokens));
                       });
}

constexpr absl::string_view kOffice = R"(
  1 Chief Chief PROPN NNP _ 2 compound
  2 Executive Executive PROPN NNP _ 3 compound
  3 Ida Ida PROPN NNP _ 5 nsubj
  4 Holm Holm PROPN NNP _ 3 flat
  5 left leave VERB VBD _ 0 root
  6 Tern Tern PROPN NNP _ 7 compound
  7 3 3 NUM CD _ 5 obj
  8 Thursday Thursday PROPN NNP _ 5 obl
)";

TEST(MendedNames, TrimOfficesKeepNumbersAndDropTimes) {
  const AnalyzedSentence sentence =
      Sentence(kOffice, {{{0, 4}, EntityType::kPerson, 0.9f},
                         {{5, 6}, EntityType::kProduct, 0.9f},
                         {{7, 8}, EntityType::kPlace, 0.6f}});
  EXPECT_EQ(Names(sentence, MendedNames(sentence)), "Ida Holm | Tern 3");
}

constexpr absl::string_view kPieces = R"(
  1 Mrs Mrs PROPN NNP _ 4 nsubj
  2 Justice Justice PROPN NNP _ 1 flat
  3 Holm Holm PROPN NNP _ 1 flat
  4 fined fine VERB VBD _ 0 root
  5 the the DET DT _ 7 det
  6 Finnish Finnish PROPN NNP _ 7 compound
  7 firm firm NOUN NN _ 8 nmod:desc
  8 Quill Quill PROPN NNP _ 4 obj
  9 Foods Foods PROPN NNP _ 8 flat
)";

TEST(MendedNames, JoinPiecesAndDropAdjectivesOfOrigin) {
  const AnalyzedSentence sentence =
      Sentence(kPieces, {{{0, 1}, EntityType::kUnknown, 0.4f},
                         {{1, 3}, EntityType::kPerson, 0.9f},
                         {{5, 6}, EntityType::kPlace, 0.6f},
                         {{7, 8}, EntityType::kOrganization, 0.7f},
                         {{8, 9}, EntityType::kOrganization, 0.5f}});
  EXPECT_EQ(Names(sentence, MendedNames(sentence)),
            "Mrs Justice Holm | Quill Foods");
}

constexpr absl::string_view kAgain = R"(
  1 Holm Holm PROPN NNP _ 2 nsubj
  2 sued sue VERB VBD _ 0 root
  3 quill quill NOUN NN _ 2 obj
)";

TEST(NamesOfDocument, AreFoundAgain) {
  const AnalyzedSentence first =
      Sentence(kPieces, {{{1, 3}, EntityType::kPerson, 0.9f},
                         {{7, 9}, EntityType::kOrganization, 0.7f}});
  AnalyzedSentence second = Sentence(kAgain, {});
  // In a heading the tagger's proper nouns do not count by themselves.
  second.sentence.kind = SentenceKind::kHeading;
  const auto names =
      NamesOfDocument(std::vector<const AnalyzedSentence*>{&first, &second});
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(Names(second, names[1]), "Holm");
  EXPECT_EQ(names[1][0].type, EntityType::kPerson);
}

}  // namespace
}  // namespace weft::extractor
