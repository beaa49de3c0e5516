#include "extractor/pipeline/document_extractor.h"

#include <string>
#include <utility>

#include "base/status_matchers.h"
#include "extractor/canon/alias_source.h"
#include "extractor/eval/conllu_analyzer.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

constexpr char kTree[] = R"(
1 Norvane Norvane PROPN NNP _ 2 nsubj B-organization
2 sold sell VERB VBD _ 0 root O
3 Quill Quill PROPN NNP _ 2 obj B-organization
4 . . PUNCT . _ 2 punct O
)";

class OneAlias : public AliasSource {
 public:
  absl::StatusOr<std::string> CanonicalName(absl::string_view name,
                                            EntityType type) const override {
    if (name != "Quill") return std::string();
    return type == EntityType::kOrganization ? std::string("Quill Holdings")
                                             : std::string();
  }
};

class Absent : public AliasSource {
 public:
  absl::StatusOr<std::string> CanonicalName(absl::string_view,
                                            EntityType) const override {
    return absl::UnavailableError("the graph is closed");
  }
};

absl::StatusOr<ExtractedDocument> ExtractFrom(const AliasSource* aliases,
                                              const std::string& bytes,
                                              ExtractOptions options = {}) {
  auto analyzer = ParseConlluAnalyzer(kTree);
  EXPECT_OK(analyzer);
  DocumentInput input;
  input.id = "a";
  input.bytes = bytes;
  return MakeExtractor(*std::move(analyzer), aliases)->Extract(input, options);
}

TEST(DocumentExtractor, TakesCanonicalNamesFromOutside) {
  const OneAlias aliases;
  ASSERT_OK_AND_ASSIGN(const ExtractedDocument document,
                       ExtractFrom(&aliases, "Norvane sold Quill."));
  ASSERT_EQ(document.facts.size(), 1u);
  const Entity& object = document.entities[document.facts[0].object];
  EXPECT_EQ(object.name, "Quill Holdings");
  ASSERT_EQ(object.aliases.size(), 2u);
  EXPECT_EQ(object.aliases[0].text, "Quill");
  EXPECT_EQ(document.facts[0].object_mention.text, "Quill");
}

TEST(DocumentExtractor, FailsWhenNamesCannotBeAskedFor) {
  const Absent aliases;
  EXPECT_THAT(ExtractFrom(&aliases, "Norvane sold Quill."),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("closed")));
}

TEST(DocumentExtractor, RefusesATextWithoutWords) {
  EXPECT_THAT(ExtractFrom(nullptr, " \n "),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(DocumentExtractor, ExplainsEverySentence) {
  ExtractOptions options;
  options.explain = true;
  ASSERT_OK_AND_ASSIGN(const ExtractedDocument document,
                       ExtractFrom(nullptr, "Norvane sold Quill.", options));
  ASSERT_EQ(document.explanations.size(), 1u);
  EXPECT_THAT(document.explanations[0], HasSubstr("nsubj"));
  EXPECT_THAT(document.explanations[0],
              HasSubstr("verb.object: Norvane -sold-> Quill"));
}

TEST(DocumentExtractor, GivesTheSameFactsTwice) {
  ASSERT_OK_AND_ASSIGN(const ExtractedDocument once,
                       ExtractFrom(nullptr, "Norvane sold Quill."));
  ASSERT_OK_AND_ASSIGN(const ExtractedDocument twice,
                       ExtractFrom(nullptr, "Norvane sold Quill."));
  ASSERT_EQ(once.facts.size(), twice.facts.size());
  EXPECT_EQ(once.facts[0].confidence, twice.facts[0].confidence);
}

}  // namespace
}  // namespace weft::extractor
