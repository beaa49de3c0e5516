// Every rule of the graph view with an example sentence: testdata/rules.txt is
// the table. A block of it is
//
//   # the sentence
//   its tree in CoNLL-U, names as IOB2 in column 9 (more trees follow when the
//   example has more sentences)
//   = rule: subject | relation [display] | object {flags} (qualifiers)
//
// with one "=" line for each fact, in the order of the extractor; "n=" lines
// are the tuples of the n-ary view and "b=" lines those of the binary one:
//
//   n= subject | relation | object | more arguments
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "extractor/eval/conllu_analyzer.h"
#include "extractor/pipeline/document_extractor.h"
#include "extractor/pipeline/extractor.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::string Describe(const ExtractedDocument& document, const Fact& fact) {
  std::string object = "-";
  if (fact.object != kNoEntity) object = document.entities[fact.object].name;
  if (fact.object_value) object = fact.object_value->text;
  std::string line =
      absl::StrCat(fact.rule, ": ", document.entities[fact.subject].name, " | ",
                   fact.relation, " [", fact.relation_display, "] | ", object);
  if (fact.negated) absl::StrAppend(&line, " {denied}");
  if (fact.modality != Modality::kAsserted) {
    absl::StrAppend(&line, " {", ModalityName(fact.modality), "}");
  }
  if (!fact.attribution.empty()) {
    absl::StrAppend(&line, " {says ", fact.attribution, "}");
  }
  for (const Qualifier& qualifier : fact.qualifiers) {
    absl::StrAppend(&line, " (", QualifierRoleName(qualifier.role), ": ",
                    qualifier.relation, qualifier.relation.empty() ? "" : " ",
                    qualifier.text, ")");
  }
  return line;
}

struct Example {
  std::string sentence;
  std::string tree;
  std::vector<std::string> facts;
  std::vector<std::string> nary;
  std::vector<std::string> binary;
};

std::vector<Example> ReadExamples() {
  const auto bytes = ReadFile("extractor/pipeline/testdata/rules.txt");
  EXPECT_OK(bytes);
  std::vector<Example> examples;
  if (!bytes.ok()) return examples;
  for (absl::string_view line : absl::StrSplit(*bytes, '\n')) {
    if (absl::ConsumePrefix(&line, "# ")) {
      examples.push_back({std::string(line), "", {}, {}, {}});
    } else if (absl::ConsumePrefix(&line, "n= ")) {
      examples.back().nary.emplace_back(line);
    } else if (absl::ConsumePrefix(&line, "b= ")) {
      examples.back().binary.emplace_back(line);
    } else if (absl::ConsumePrefix(&line, "= ")) {
      examples.back().facts.emplace_back(line);
    } else if (!line.empty() && !examples.empty()) {
      // A blank line parts the trees of several sentences.
      std::string& tree = examples.back().tree;
      const bool next = absl::StartsWith(line, "1 ") && !tree.empty();
      absl::StrAppend(&tree, next ? "\n" : "", line, "\n");
    }
  }
  return examples;
}

TEST(Rules, GiveTheFactsOfTheTable) {
  const std::vector<Example> examples = ReadExamples();
  EXPECT_GE(examples.size(), 30u);
  for (const Example& example : examples) {
    ASSERT_OK_AND_ASSIGN(auto analyzer, ParseConlluAnalyzer(example.tree));
    const auto extractor = MakeExtractor(std::move(analyzer));
    DocumentInput input;
    input.id = "example";
    input.bytes = example.sentence;
    input.published = "2025-02-03";
    ASSERT_OK_AND_ASSIGN(const ExtractedDocument document,
                         extractor->Extract(input, {}));
    std::vector<std::string> facts;
    for (const Fact& fact : document.facts) {
      facts.push_back(Describe(document, fact));
    }
    EXPECT_EQ(absl::StrJoin(facts, "\n"), absl::StrJoin(example.facts, "\n"))
        << example.sentence;
  }
}

std::string TuplesOf(const Example& example, View view) {
  auto analyzer = ParseConlluAnalyzer(example.tree);
  EXPECT_OK(analyzer);
  if (!analyzer.ok()) return "";
  DocumentInput input;
  input.id = "example";
  input.bytes = example.sentence;
  ExtractOptions options;
  options.view = view;
  const auto document =
      MakeExtractor(*std::move(analyzer))->Extract(input, options);
  EXPECT_OK(document);
  if (!document.ok()) return "";
  std::vector<std::string> lines;
  for (const Tuple& tuple : document->tuples) {
    std::vector<std::string> slots = {tuple.subject, tuple.relation};
    slots.insert(slots.end(), tuple.arguments.begin(), tuple.arguments.end());
    lines.push_back(absl::StrJoin(slots, " | "));
    EXPECT_GT(tuple.confidence, 0);
    EXPECT_LT(tuple.confidence, 1);
  }
  return absl::StrJoin(lines, "\n");
}

TEST(Rules, GiveTheTuplesOfTheTable) {
  for (const Example& example : ReadExamples()) {
    EXPECT_EQ(TuplesOf(example, View::kNary), absl::StrJoin(example.nary, "\n"))
        << "n= " << example.sentence;
    EXPECT_EQ(TuplesOf(example, View::kBinary),
              absl::StrJoin(example.binary, "\n"))
        << "b= " << example.sentence;
  }
}

// bytes[span] is what the fact says.
TEST(Rules, SlotsPointIntoTheText) {
  for (const Example& example : ReadExamples()) {
    ASSERT_OK_AND_ASSIGN(auto analyzer, ParseConlluAnalyzer(example.tree));
    DocumentInput input;
    input.id = "example";
    input.bytes = example.sentence;
    ASSERT_OK_AND_ASSIGN(
        const ExtractedDocument document,
        MakeExtractor(std::move(analyzer))->Extract(input, {}));
    for (const Fact& fact : document.facts) {
      for (const Mention* mention :
           {&fact.subject_mention, &fact.relation_mention,
            &fact.object_mention}) {
        if (mention->span.empty()) continue;
        EXPECT_EQ(input.bytes.substr(mention->span.begin, mention->span.size()),
                  mention->text);
      }
    }
  }
}

}  // namespace
}  // namespace weft::extractor
