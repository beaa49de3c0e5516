// The extractor on files, printing the formats that the scorers read.
//
//   extract_cli [--view=graph|nary|binary] [--format=FORMAT] [--lines]
//               [--pretokenized] [--model=FILE] FILE...
//
// Unlike the product's own command it needs nothing of the store or the
// service, so that an extractor can be judged while it is being changed.
//
//   --format=jsonl     facts, one a line (the default)
//   --format=oie       tuples of the n-ary or binary view, for score_carb.py
//   --format=entities  one line a document: its entities with their mentions
//                      in bytes of the file, for score_coref.py
//   --format=explain   trees and rules, for people
//   --format=none      nothing: for timing
//   --format=analysis  nothing either, and stops behind the tagger and parser
//   --verbatim         cleans nothing away
//   --tokens        prints the tokens of each sentence instead
//   --parses=FILE   takes trees and names (IOB2 in column 9) from a CoNLL-U
//                   file instead of the model, sentence by sentence of equal
//                   tokens
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/eval/conllu_analyzer.h"
#include "extractor/eval/json_lines.h"
#include "extractor/pipeline/document_extractor.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/text/document.h"
#include "extractor/token/splitter.h"

namespace weft::extractor {
namespace {

struct Flags {
  ExtractOptions options;
  std::string format = "jsonl";
  std::string model, parses;
  std::vector<std::string> files;
  bool verbatim = false;
};

bool ParseFlag(absl::string_view argument, Flags* flags) {
  if (absl::ConsumePrefix(&argument, "--view=")) {
    flags->options.view = argument == "nary"     ? View::kNary
                          : argument == "binary" ? View::kBinary
                                                 : View::kGraph;
  } else if (absl::ConsumePrefix(&argument, "--format=")) {
    flags->format = std::string(argument);
    flags->options.explain = argument == "explain";
  } else if (absl::ConsumePrefix(&argument, "--model=")) {
    flags->model = std::string(argument);
  } else if (absl::ConsumePrefix(&argument, "--parses=")) {
    flags->parses = std::string(argument);
  } else if (argument == "--lines") {
    flags->options.lines = true;
  } else if (argument == "--pretokenized") {
    flags->options.pretokenized = true;
  } else if (argument == "--verbatim") {
    flags->verbatim = true;
  } else if (argument == "--tokens") {
    flags->format = "tokens";
  } else {
    return false;
  }
  return true;
}

void PrintOie(const ExtractedDocument& document) {
  for (const Tuple& tuple : document.tuples) {
    std::string line = absl::StrCat(document.sentences[tuple.sentence].text,
                                    "\t", tuple.confidence, "\t", tuple.subject,
                                    "\t", tuple.relation, "\t",
                                    absl::StrJoin(tuple.arguments, "\t"));
    std::puts(line.c_str());
  }
}

void Print(const ExtractedDocument& document, absl::string_view bytes,
           const Flags& flags) {
  if (flags.format == "none") return;
  if (flags.format == "entities") {
    std::puts(EntitiesToJson(document, bytes).c_str());
  } else if (flags.format == "explain") {
    for (const std::string& text : document.explanations) {
      std::puts(text.c_str());
    }
  } else if (flags.format == "oie") {
    PrintOie(document);
  } else {
    for (const Fact& fact : document.facts) {
      std::puts(FactToJson(document, fact).c_str());
    }
  }
}

absl::StatusOr<std::unique_ptr<const Extractor>> MakeExtractorFor(
    const Flags& flags) {
  if (flags.format == "tokens") return MakeExtractor(MakeTokenPrinter());
  if (flags.parses.empty()) return Extractor::Create({flags.model});
  auto analyzer = MakeConlluAnalyzer(flags.parses);
  if (!analyzer.ok()) return analyzer.status();
  return MakeExtractor(*std::move(analyzer));
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "extract_cli: %s\n", status.ToString().c_str());
  return 1;
}

absl::StatusOr<DocumentInput> ReadInput(const std::string& path,
                                        const Flags& flags) {
  DocumentInput input;
  input.id = path.substr(path.rfind('/') + 1);
  WEFT_ASSIGN_OR_RETURN(input.bytes, ReadFile(path));
  if (flags.options.lines || flags.options.pretokenized) {
    input.verbatim = true;
    input.read_header = false;
  }
  input.verbatim |= flags.verbatim;
  return input;
}

// The tagger and parser alone.
absl::Status AnalyzeOnly(const Flags& flags) {
  WEFT_ASSIGN_OR_RETURN(const auto analyzer, Analyzer::Create(flags.model));
  constexpr size_t kBatch = 256;  // as in the whole chain
  for (const std::string& path : flags.files) {
    WEFT_ASSIGN_OR_RETURN(const DocumentInput input, ReadInput(path, flags));
    WEFT_ASSIGN_OR_RETURN(const Document document, Clean(input));
    const std::vector<Sentence> sentences = Split(
        document.text(), flags.options.pretokenized ? SplitMode::kPretokenized
                         : flags.options.lines      ? SplitMode::kLines
                                                    : SplitMode::kProse);
    for (size_t begin = 0; begin < sentences.size(); begin += kBatch) {
      const size_t end = std::min(sentences.size(), begin + kBatch);
      analyzer->Analyze({sentences.begin() + begin, sentences.begin() + end});
    }
  }
  return absl::OkStatus();
}

int Run(const Flags& flags) {
  if (flags.format == "analysis") {
    const absl::Status status = AnalyzeOnly(flags);
    return status.ok() ? 0 : Fail(status);
  }
  auto extractor = MakeExtractorFor(flags);
  if (!extractor.ok()) return Fail(extractor.status());
  for (const std::string& path : flags.files) {
    auto input = ReadInput(path, flags);
    if (!input.ok()) return Fail(input.status());
    auto document = (*extractor)->Extract(*input, flags.options);
    if (!document.ok()) return Fail(document.status());
    Print(*document, input->bytes, flags);
  }
  return 0;
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  weft::extractor::Flags flags;
  for (int i = 1; i < argc; ++i) {
    const absl::string_view argument = argv[i];
    if (!absl::StartsWith(argument, "--")) {
      flags.files.emplace_back(argument);
    } else if (!weft::extractor::ParseFlag(argument, &flags)) {
      std::fprintf(stderr, "extract_cli: unknown option %s\n", argv[i]);
      return 2;
    }
  }
  return weft::extractor::Run(flags);
}
