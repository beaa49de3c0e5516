#include "service/ask/graph_answers.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "base/status.h"
#include "service/ask/comparison_answers.h"
#include "service/ask/pattern_answers.h"
#include "service/ask/pattern_verdict.h"

namespace weft::service {
namespace {

using graphstore::Reader;

// A fact with both ends as asked says yes or no with this certainty.
constexpr double kSaidByFact = 0.75;
// What a reading says against the facts, and a "yes" to what is only possible.
constexpr double kAgainstFacts = 0.3;
// A comparison read off a sentence without facts: which is more is easily
// turned round.
constexpr double kUncompared = 0.6;

void Scale(absl::string_view other_than, double factor,
           std::vector<FoundAnswer>* answers) {
  for (FoundAnswer& answer : *answers) {
    if (answer.text != other_than) answer.score *= factor;
  }
}

absl::StatusOr<PatternReading> AddVerdict(const Reader& reader,
                                          const Question& question,
                                          PatternReading pattern,
                                          const Lexicon& lexicon,
                                          AskBudget& budget,
                                          std::vector<FoundAnswer>* answers) {
  WEFT_ASSIGN_OR_RETURN(
      PatternVerdict judged,
      JudgePattern(reader, question, pattern, lexicon, budget));
  if (judged.verdict == Verdict::kUnsaid) return pattern;
  if (judged.verdict == Verdict::kOnlyPossible) {
    Scale("", kAgainstFacts, answers);
    return std::move(judged.shown);
  }
  FoundAnswer answer;
  answer.text = judged.verdict == Verdict::kYes ? "yes" : "no";
  answer.score = kSaidByFact;
  WEFT_ASSIGN_OR_RETURN(
      answer.facts, reader.Evidence(judged.shown.rows.front().statement, 1));
  Scale(answer.text, kAgainstFacts, answers);
  std::vector<FoundAnswer> verdict;
  verdict.push_back(std::move(answer));
  MergeAnswers(std::move(verdict), answers);
  return std::move(judged.shown);
}

// What a fact of another time says is no answer for the time that is asked for.
absl::Status DropOtherTimes(const Reader& reader, const PatternReading& pattern,
                            AskBudget& budget,
                            std::vector<FoundAnswer>* answers) {
  if (pattern.pattern.empty() || pattern.pattern.windows.empty()) {
    return absl::OkStatus();
  }
  GraphPattern any_time = pattern.pattern;
  any_time.windows.clear();
  any_time.timed = true;
  WEFT_ASSIGN_OR_RETURN(const PatternReading all,
                        RunPattern(reader, std::move(any_time), budget));
  for (FoundAnswer& answer : *answers) {
    const auto is_answer = [&](const PatternRow& row) {
      if (answer.node.is_entity() && row.node == answer.node) return true;
      return answer.passage != nullptr &&
             absl::c_any_of(answer.passage->facts,
                            [&](const graphstore::Fact& fact) {
                              return fact.statement.id == row.statement;
                            });
    };
    if (absl::c_any_of(all.rows, is_answer) &&
        absl::c_none_of(pattern.rows, is_answer)) {
      answer.score *= kAgainstFacts;
    }
  }
  return absl::OkStatus();
}

// Nothing but the two can be the answer.
void KeepOneOf(const Comparison& asked, std::vector<FoundAnswer>* answers) {
  answers->erase(
      std::remove_if(answers->begin(), answers->end(),
                     [&](const FoundAnswer& answer) {
                       return !absl::StrContains(answer.text, asked.a) &&
                              !absl::StrContains(answer.text, asked.b);
                     }),
      answers->end());
}

}  // namespace

absl::StatusOr<PatternReading> AddGraphAnswers(
    const Reader& reader, const Question& question,
    const std::vector<Link>& links, const Lexicon& lexicon, AskBudget& budget,
    std::vector<FoundAnswer>* answers) {
  if (question.comparison != nullptr) {
    const Comparison& asked = *question.comparison;
    WEFT_ASSIGN_OR_RETURN(ComparisonReading compared,
                          CompareByGraph(reader, question, lexicon, budget));
    if (asked.kind == ComparisonKind::kWhich) KeepOneOf(asked, answers);
    if (!compared.answers.empty()) {
      Scale(compared.answers.front().text, kAgainstFacts, answers);
      MergeAnswers(std::move(compared.answers), answers);
      return std::move(compared.shown);
    }
    if (asked.kind == ComparisonKind::kIsMore) {
      Scale("", kUncompared, answers);
      return std::move(compared.shown);
    }
  }
  WEFT_ASSIGN_OR_RETURN(GraphPattern wanted,
                        MakePattern(reader, question, links, lexicon));
  WEFT_ASSIGN_OR_RETURN(PatternReading pattern,
                        RunPattern(reader, std::move(wanted), budget));
  if (question.statement.kind == AnswerKind::kYesNo) {
    return AddVerdict(reader, question, std::move(pattern), lexicon, budget,
                      answers);
  }
  WEFT_RETURN_IF_ERROR(DropOtherTimes(reader, pattern, budget, answers));
  WEFT_ASSIGN_OR_RETURN(std::vector<FoundAnswer> matched,
                        AnswersOfPattern(reader, question, pattern, lexicon));
  MergeAnswers(std::move(matched), answers);
  return pattern;
}

}  // namespace weft::service
