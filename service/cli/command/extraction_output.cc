#include "service/cli/command/extraction_output.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

void Move(uint64_t offset, v1::Span* span) {
  if (span->begin() == span->end()) return;  // stands nowhere
  span->set_begin(static_cast<uint32_t>(span->begin() + offset));
  span->set_end(static_cast<uint32_t>(span->end() + offset));
}

void MoveFact(uint64_t offset, v1::Fact& fact) {
  Move(offset, fact.mutable_subject()->mutable_mention()->mutable_span());
  Move(offset, fact.mutable_relation()->mutable_mention()->mutable_span());
  if (fact.has_object()) {
    Move(offset, fact.mutable_object()->mutable_mention()->mutable_span());
  }
  for (v1::Qualifier& qualifier : *fact.mutable_qualifiers()) {
    Move(offset, qualifier.mutable_span());
  }
}

// The line of `text` that holds the byte at `position`, without its end.
absl::string_view LineAt(absl::string_view text, size_t position) {
  size_t begin =
      position == 0 ? absl::string_view::npos : text.rfind('\n', position - 1);
  begin = begin == absl::string_view::npos ? 0 : begin + 1;
  const size_t end = text.find('\n', position);
  return absl::StripSuffix(
      text.substr(begin, end == absl::string_view::npos ? end : end - begin),
      "\r");
}

std::string TupleText(const v1::Tuple& tuple) {
  std::string text = absl::StrCat("(", OneLine(tuple.subject()), "; ",
                                  OneLine(tuple.relation()));
  for (const std::string& argument : tuple.arguments()) {
    absl::StrAppend(&text, "; ", OneLine(argument));
  }
  return absl::StrCat(text, ")");
}

// Lines of each sentence, by its number.
std::vector<std::vector<std::string>> LinesBySentence(
    const v1::ExtractResponse& response, const Style& style) {
  std::vector<std::vector<std::string>> lines(response.sentences_size());
  const auto add = [&lines](uint32_t sentence, std::string line) {
    if (sentence < lines.size()) lines[sentence].push_back(std::move(line));
  };
  for (const v1::Fact& fact : response.facts()) {
    add(fact.evidence().sentence_index(), FactText(fact, style));
  }
  for (const v1::Tuple& tuple : response.tuples()) {
    add(tuple.sentence_index(),
        absl::StrFormat(
            "%s  %s", TupleText(tuple),
            style.Dim(absl::StrFormat("%.2f", tuple.confidence()))));
  }
  return lines;
}

Json TupleJson(const std::string& document, const v1::Tuple& tuple,
               const v1::Sentence& sentence) {
  Json json;
  json["doc"] = document;
  json["sentence"] = sentence.text();
  json["begin"] = sentence.span().begin();
  json["end"] = sentence.span().end();
  json["subject"] = tuple.subject();
  json["relation"] = tuple.relation();
  json["object"] = tuple.arguments_size() > 0 ? tuple.arguments(0) : "";
  json["arguments"] = Json::array();
  for (int i = 1; i < tuple.arguments_size(); ++i) {
    json["arguments"].push_back(tuple.arguments(i));
  }
  json["confidence"] = RoundedScore(tuple.confidence());
  json["rule"] = tuple.rule();
  return json;
}

std::string OieCell(absl::string_view cell) {
  return absl::StrReplaceAll(cell, {{"\t", " "}, {"\n", " "}, {"\r", " "}});
}

std::string OieLine(const std::string& sentence, double confidence,
                    const std::vector<std::string>& cells) {
  std::string line = absl::StrFormat("%s\t%.4f", OieCell(sentence), confidence);
  for (const std::string& cell : cells) {
    absl::StrAppend(&line, "\t", OieCell(cell));
  }
  return line + "\n";
}

std::string TupleOie(const v1::Tuple& tuple,
                     const v1::ExtractResponse& response) {
  std::vector<std::string> cells = {tuple.subject(), tuple.relation()};
  cells.insert(cells.end(), tuple.arguments().begin(), tuple.arguments().end());
  if (tuple.arguments().empty()) cells.push_back("");
  return OieLine(response.sentences(tuple.sentence_index()).text(),
                 tuple.confidence(), cells);
}

std::string FactOie(const v1::Fact& fact) {
  std::vector<std::string> cells = {SlotText(fact.subject()),
                                    fact.relation().name(),
                                    SlotText(fact.object())};
  for (const v1::Qualifier& qualifier : fact.qualifiers()) {
    cells.push_back(absl::StrCat(qualifier.relation(),
                                 qualifier.relation().empty() ? "" : " ",
                                 qualifier.text()));
  }
  return OieLine(fact.evidence().sentence(), fact.confidence(), cells);
}

}  // namespace

void MoveToStream(absl::string_view chunk, uint64_t offset,
                  v1::ExtractResponse& response) {
  for (v1::Sentence& sentence : *response.mutable_sentences()) {
    const absl::string_view line = LineAt(chunk, sentence.span().begin());
    const uint64_t begin = offset + (line.data() - chunk.data());
    sentence.set_text(std::string(line));
    sentence.mutable_span()->set_begin(static_cast<uint32_t>(begin));
    sentence.mutable_span()->set_end(
        static_cast<uint32_t>(begin + line.size()));
  }
  for (v1::Fact& fact : *response.mutable_facts()) {
    MoveFact(offset, fact);
    const int index = static_cast<int>(fact.evidence().sentence_index());
    if (index >= response.sentences_size()) continue;
    const v1::Sentence& sentence = response.sentences(index);
    fact.mutable_evidence()->set_sentence(sentence.text());
    *fact.mutable_evidence()->mutable_sentence_span() = sentence.span();
  }
}

std::string ExtractionText(const std::string& document,
                           const v1::ExtractResponse& response,
                           const Style& style) {
  const auto lines = LinesBySentence(response, style);
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool explained = static_cast<int>(i) < response.explanations_size();
    if (lines[i].empty() && !explained) continue;
    const v1::Sentence& sentence = response.sentences(static_cast<int>(i));
    for (const std::string& line : lines[i]) absl::StrAppend(&text, line, "\n");
    absl::StrAppend(&text, "    “", OneLine(sentence.text()), "”  ",
                    style.Dim(absl::StrCat("— ", OneLine(document), ":",
                                           sentence.span().begin(), "-",
                                           sentence.span().end())),
                    "\n");
    if (explained) {
      absl::StrAppend(&text, response.explanations(static_cast<int>(i)), "\n");
    }
  }
  return text;
}

std::string ExtractionJsonl(const std::string& document,
                            const v1::ExtractResponse& response) {
  std::string text;
  for (const v1::Fact& fact : response.facts()) {
    Json json = FactJson(fact);
    json["doc"] = document;
    absl::StrAppend(&text, ToLine(json), "\n");
  }
  for (const v1::Tuple& tuple : response.tuples()) {
    const int index = static_cast<int>(tuple.sentence_index());
    if (index >= response.sentences_size()) continue;
    absl::StrAppend(
        &text, ToLine(TupleJson(document, tuple, response.sentences(index))),
        "\n");
  }
  return text;
}

std::string ExtractionOie(const v1::ExtractResponse& response) {
  std::string text;
  for (const v1::Fact& fact : response.facts()) text += FactOie(fact);
  for (const v1::Tuple& tuple : response.tuples()) {
    if (static_cast<int>(tuple.sentence_index()) < response.sentences_size()) {
      text += TupleOie(tuple, response);
    }
  }
  return text;
}

}  // namespace weft::service
