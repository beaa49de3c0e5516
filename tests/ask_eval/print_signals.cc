// Prints what speaks for each candidate of each question, for fitting
// (tests/ask_eval/fit.py) and for looking into an answer.
//
//   bazel run -c opt //tests/ask_eval:print_signals -- DB < QUESTIONS
//
// QUESTIONS has one {"id": "...", "question": "..."} a line; so has what is
// printed, with the reading and the candidates, best first.
#include <algorithm>
#include <iostream>
#include <string>

#include "extractor/analysis/analyzer.h"
#include "graphstore/store/store.h"
#include "nlohmann/json.hpp"
#include "service/ask/lexicon.h"
#include "service/ask/text_asker.h"

namespace {

constexpr size_t kMostCandidates = 12;

nlohmann::json ToJson(const weft::service::FoundAnswer& answer) {
  const weft::service::Signals& s = answer.signals;
  return {{"text", answer.text},
          {"score", answer.score},
          {"fit", answer.fit},
          {"hops", answer.before.size()},
          {"sentence", answer.passage == nullptr
                           ? answer.facts.front().sentence
                           : answer.passage->text->substr(0, 160)},
          {"signals",
           {s.words, s.weakest, s.names, s.verb, s.verb_near, s.type, s.role,
            s.preposition, s.argument, s.missing, s.denial, s.form, s.fact}}};
}

nlohmann::json ToJson(const weft::service::TextReading& reading) {
  nlohmann::json out;
  out["reading"] = reading.question.statement.text;
  out["kind"] = std::string(
      weft::service::AnswerKindName(reading.question.statement.kind));
  out["noun"] = reading.question.statement.noun;
  for (const weft::service::Term& term : reading.question.terms) {
    out["terms"].push_back(term.text + (term.name ? "*" : "") +
                           (term.verb ? "!" : ""));
  }
  out["candidates"] = nlohmann::json::array();
  for (const auto& answer : reading.answers) {
    if (out["candidates"].size() == kMostCandidates) break;
    out["candidates"].push_back(ToJson(answer));
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: print_signals DB < QUESTIONS\n";
    return 2;
  }
  const auto analyzer = weft::extractor::Analyzer::Create("");
  weft::graphstore::StoreOptions options;
  options.create_if_missing = false;
  const auto store = weft::graphstore::Store::Open(argv[1], options);
  for (const absl::Status& status : {analyzer.status(), store.status()}) {
    if (status.ok()) continue;
    std::cerr << status << "\n";
    return 1;
  }
  const auto lexicon = weft::service::Lexicon::Create();
  weft::service::TextAsker asker(**analyzer, *lexicon);
  const auto reader = (*store)->Snapshot();
  std::string line;
  while (reader.ok() && std::getline(std::cin, line)) {
    const auto question = nlohmann::json::parse(line, nullptr, false);
    if (!question.is_object() || !question.contains("question")) continue;
    const auto reading =
        asker.Read(**reader, question["question"], weft::Cancellation());
    if (!reading.ok()) {
      std::cerr << reading.status() << "\n";
      return 1;
    }
    nlohmann::json out = ToJson(*reading);
    out["id"] = question["id"];
    std::cout << out.dump() << "\n";
  }
  return reader.ok() ? 0 : 1;
}
