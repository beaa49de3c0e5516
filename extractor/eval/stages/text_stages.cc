// Runs the first stages on text and prints what they did, for the scorers
// beside it (split_eval.py, noise_eval.py, value_eval.py).
//
//   text_stages clean FILE...   a JSON line a file: text, dropped, kept spans
//   text_stages split           stdin, a document a line ("\n" written as
//   U+2028
//                               is a line end): "b,e b,e|b,e ..." a document
//   text_stages values          stdin, "DATE<TAB>text" a line: a JSON line each
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "extractor/text/document.h"
#include "extractor/text/header.h"
#include "extractor/token/splitter.h"
#include "extractor/value/document_date.h"
#include "extractor/value/value_finder.h"
#include "nlohmann/json.hpp"

namespace weft::extractor {
namespace {

using Json = nlohmann::ordered_json;

int CleanFiles(int count, char** paths) {
  for (int i = 0; i < count; ++i) {
    const absl::StatusOr<std::string> bytes = ReadFile(paths[i]);
    if (!bytes.ok()) {
      std::cerr << bytes.status().message() << "\n";
      return 1;
    }
    DocumentInput input;
    input.id = paths[i];
    input.bytes = *bytes;
    if (absl::EndsWith(input.id, ".md")) input.format = TextFormat::kMarkdown;
    if (absl::EndsWith(input.id, ".html")) input.format = TextFormat::kHtml;
    const absl::StatusOr<Document> document = Clean(input);
    if (!document.ok()) {
      std::cerr << paths[i] << ": " << document.status().message() << "\n";
      return 1;
    }
    Json json = {{"doc", paths[i]},
                 {"title", document->title()},
                 {"text", std::string(document->text())}};
    for (const DroppedRegion& region : document->dropped()) {
      json["dropped"].push_back({region.original.begin, region.original.end,
                                 std::string(DropReasonName(region.reason))});
    }
    const std::vector<Sentence> sentences =
        Split(document->text(), SplitMode::kProse);
    if (const auto day = EstimateDocumentDate(sentences)) {
      json["estimated_date"] = absl::FormatCivilTime(*day);
    }
    for (const Sentence& sentence : sentences) {
      const ByteSpan span = document->ToOriginal(sentence.span);
      json["sentences"].push_back(
          {span.begin, span.end,
           std::string(document->text().substr(sentence.span.begin,
                                               sentence.span.size())),
           static_cast<int>(sentence.kind)});
    }
    std::cout << json.dump() << "\n";
  }
  return 0;
}

int SplitLines() {
  std::string line;
  while (std::getline(std::cin, line)) {
    // One byte for three keeps no offsets, so pad with blanks.
    const std::string text = absl::StrReplaceAll(line, {{"\u2028", "\n  "}});
    std::string out;
    for (const Sentence& sentence : Split(text, SplitMode::kProse)) {
      if (!out.empty()) out += '|';
      std::string tokens;
      for (const Token& token : sentence.tokens) {
        if (!tokens.empty()) tokens += ' ';
        absl::StrAppend(&tokens, token.span.begin, ",", token.span.end);
      }
      out += tokens;
    }
    std::cout << out << "\n";
  }
  return 0;
}

int Values() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields.size() != 2) return 2;
    Json values = Json::array();
    for (const Sentence& sentence : Split(fields[1], SplitMode::kLines)) {
      for (const ValueMention& mention :
           FindValues(sentence.tokens, ParseIsoDay(fields[0]))) {
        const Value& value = mention.value;
        Json json = {
            {"text", value.text},
            {"kind", std::string(ValueKindName(value.kind))},
            {"number", value.number},
            {"unit", value.unit},
            {"comparator", std::string(ComparatorName(value.comparator))},
            {"iso", value.iso}};
        if (value.upper) json["upper"] = *value.upper;
        values.push_back(json);
      }
    }
    std::cout << values.dump() << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  const absl::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "clean") return weft::extractor::CleanFiles(argc - 2, argv + 2);
  if (mode == "split") return weft::extractor::SplitLines();
  if (mode == "values") return weft::extractor::Values();
  std::cerr << "usage: text_stages clean FILE... | split | values\n";
  return 2;
}
