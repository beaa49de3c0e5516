// Who is who in short documents: testdata/coreference.txt is the table. A
// block of it is
//
//   # the document
//   its trees in CoNLL-U, names as IOB2 in column 9
//   = entity: mention | mention
//   ~ mention | mention
//
// with one "=" line for each named entity and one "~" line for each thing
// without a name that is listed, in the order of the extractor.
#include <map>
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

struct Example {
  std::string text;
  std::string trees;
  std::vector<std::string> entities;
};

std::vector<Example> ReadExamples() {
  const auto bytes = ReadFile("extractor/eval/testdata/coreference.txt");
  EXPECT_OK(bytes);
  std::vector<Example> examples;
  if (!bytes.ok()) return examples;
  for (absl::string_view line : absl::StrSplit(*bytes, '\n')) {
    if (absl::ConsumePrefix(&line, "# ")) {
      examples.push_back({std::string(line), "", {}});
    } else if (absl::StartsWith(line, "= ") || absl::StartsWith(line, "~ ")) {
      examples.back().entities.emplace_back(line);
    } else if (!line.empty() && !examples.empty()) {
      // Word 1 begins the next tree.
      std::string& trees = examples.back().trees;
      const bool next = absl::StartsWith(line, "1 ") && !trees.empty();
      absl::StrAppend(&trees, next ? "\n" : "", line, "\n");
    }
  }
  return examples;
}

std::vector<std::string> EntitiesOf(const ExtractedDocument& document,
                                    const std::string& text) {
  std::map<std::pair<bool, int>, std::vector<std::string>> mentions;
  for (const EntityMention& mention : document.mentions) {
    const bool named = mention.entity != kNoEntity;
    mentions[{!named, named ? mention.entity : mention.phrase}].push_back(
        text.substr(mention.span.begin, mention.span.size()));
  }
  std::vector<std::string> lines;
  for (const auto& [key, words] : mentions) {
    const std::string name =
        key.first
            ? "~ "
            : absl::StrCat("= ", document.entities[key.second].name, ": ");
    lines.push_back(absl::StrCat(name, absl::StrJoin(words, " | ")));
  }
  return lines;
}

TEST(Coreference, FindsTheEntitiesOfTheTable) {
  const std::vector<Example> examples = ReadExamples();
  EXPECT_GE(examples.size(), 10u);
  for (const Example& example : examples) {
    ASSERT_OK_AND_ASSIGN(auto analyzer, ParseConlluAnalyzer(example.trees));
    const auto extractor = MakeExtractor(std::move(analyzer));
    DocumentInput input;
    input.id = "example";
    input.bytes = example.text;
    input.read_header = false;
    ASSERT_OK_AND_ASSIGN(const ExtractedDocument document,
                         extractor->Extract(input, {}));
    EXPECT_EQ(absl::StrJoin(EntitiesOf(document, example.text), "\n"),
              absl::StrJoin(example.entities, "\n"))
        << example.text;
  }
}

}  // namespace
}  // namespace weft::extractor
