// Prints how well the model analyses a treebank, and how fast on one core.
//
//   evaluate --conllu=DEV.conllu [--iob2=DEV.iob2] [--model=FILE] [--errors]
//
// --errors prints, before the scores, each sentence with a wrong name: what
// was missed (-) and what was found instead (+). Scores are percentages over
// gold tokens; LAS ignores subtypes of labels.
#include <time.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/status.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/analysis/model_path.h"
#include "extractor/analysis/name_agreement.h"
#include "extractor/analysis/scores.h"
#include "extractor/depparse/conllu.h"

namespace weft::extractor {
namespace {

// Of this thread alone, so that other work on the machine does not count.
double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

void Print(const Scores& s, double load_seconds, double seconds) {
  const auto percent = [&](int64_t count) {
    return 100.0 * count / std::max<int64_t>(1, s.tokens);
  };
  absl::PrintF("tokens %d\n", s.tokens);
  absl::PrintF("UPOS   %.2f\n", percent(s.upos));
  absl::PrintF("XPOS   %.2f\n", percent(s.xpos));
  absl::PrintF("lemma  %.2f\n", percent(s.lemmas));
  absl::PrintF("UAS    %.2f\n", percent(s.heads));
  absl::PrintF("LAS    %.2f  (with subtypes %.2f)\n", percent(s.labels),
               percent(s.full_labels));
  if (s.gold_names > 0) {
    absl::PrintF("names  P %.2f  R %.2f  F1 %.2f\n",
                 100.0 * s.right_names / std::max<int64_t>(1, s.found_names),
                 100.0 * s.right_names / s.gold_names, 100 * s.NameF1());
  }
  absl::PrintF("load   %.0f ms\n", 1000 * load_seconds);
  absl::PrintF("speed  %.0f tokens/s\n", s.tokens / seconds);
}

std::string Describe(const NameMention& name, const Sentence& sentence) {
  std::string text = absl::StrCat(EntityTypeName(name.type), ":");
  for (uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
    absl::StrAppend(&text, " ", sentence.tokens[i].text);
  }
  return text;
}

void PrintNameErrors(const std::vector<NameMention>& gold,
                     const AnalyzedSentence& found) {
  std::set<std::string> want, have;
  for (const NameMention& name : gold) {
    want.insert(Describe(name, found.sentence));
  }
  for (const NameMention& name : found.names) {
    have.insert(Describe(name, found.sentence));
  }
  std::string errors;
  for (const std::string& name : want) {
    if (!have.contains(name)) absl::StrAppend(&errors, " - ", name);
  }
  for (const std::string& name : have) {
    if (!want.contains(name)) absl::StrAppend(&errors, " + ", name);
  }
  if (!errors.empty()) {
    std::cout << errors << "\n    ";
    for (const Token& token : found.sentence.tokens) {
      std::cout << token.text << " ";
    }
    std::cout << "\n";
  }
}

// The id of a sentence is that of its document, "-" and a number.
absl::string_view DocumentOf(const ParsedSentence& sentence) {
  return absl::string_view(sentence.id).substr(0, sentence.id.rfind('-'));
}

std::vector<AnalyzedSentence> AgreeByDocument(
    const std::vector<ParsedSentence>& gold,
    std::vector<AnalyzedSentence> found) {
  std::vector<AnalyzedSentence> result, document;
  for (size_t i = 0; i < gold.size(); ++i) {
    document.push_back(std::move(found[i]));
    if (i + 1 == gold.size() ||
        DocumentOf(gold[i + 1]) != DocumentOf(gold[i])) {
      for (AnalyzedSentence& s : AgreeOnTypes(std::move(document))) {
        result.push_back(std::move(s));
      }
      document.clear();
    }
  }
  return result;
}

absl::Status Evaluate(const std::string& model, const std::string& conllu,
                      const std::string& iob2, bool errors) {
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(conllu));
  WEFT_ASSIGN_OR_RETURN(const std::vector<ParsedSentence> gold,
                        ParseConllu(text));
  std::map<std::string, std::vector<NameMention>> names;
  if (!iob2.empty()) {
    WEFT_ASSIGN_OR_RETURN(const std::string tags, ReadFile(iob2));
    WEFT_ASSIGN_OR_RETURN(names, ParseIob2(tags));
  }
  const double begin = CpuSeconds();
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<const Analyzer> analyzer,
                        Analyzer::Create(model));
  const double load_seconds = CpuSeconds() - begin;
  std::vector<Sentence> sentences;
  for (const ParsedSentence& sentence : gold) {
    sentences.push_back(sentence.sentence);
  }
  const double start = CpuSeconds();
  std::vector<AnalyzedSentence> found = analyzer->Analyze(sentences);
  const double seconds = CpuSeconds() - start;
  found = AgreeByDocument(gold, std::move(found));
  Scores scores;
  for (size_t i = 0; i < gold.size(); ++i) {
    AddSentence(gold[i], found[i], scores);
    const auto of_sentence = names.find(gold[i].id);
    if (of_sentence != names.end()) {
      AddNames(of_sentence->second, found[i], scores);
      if (errors) PrintNameErrors(of_sentence->second, found[i]);
    }
  }
  std::cout << "model  " << analyzer->model_version() << "\n";
  Print(scores, load_seconds, seconds);
  return absl::OkStatus();
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  CLI::App app("Scores of the model on a treebank");
  std::string model = weft::extractor::DefaultModelPath(), conllu, iob2;
  app.add_option("--conllu", conllu, "treebank, CoNLL-U")->required();
  app.add_option("--iob2", iob2, "its names, IOB2");
  app.add_option("--model", model, "model file; default: built in");
  bool errors = false;
  app.add_flag("--errors", errors, "print sentences with wrong names");
  CLI11_PARSE(app, argc, argv);
  const absl::Status status =
      weft::extractor::Evaluate(model, conllu, iob2, errors);
  if (!status.ok()) std::cerr << "evaluate: " << status << "\n";
  return status.ok() ? 0 : 1;
}
