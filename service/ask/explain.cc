#include "service/ask/explain.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "service/ask/pattern_text.h"

namespace weft::service {
namespace {

using graphstore::Reader;
namespace query = graphstore::query;

// What is only shown may cost a little and no more.
constexpr uint64_t kMostEdges = 100'000;
constexpr absl::Duration kMostTime = absl::Milliseconds(500);

// Is the answer in a row of the query? Yes and no are shown by any row.
absl::StatusOr<bool> Shows(const query::PreparedQuery& prepared,
                           const query::StoreView& view,
                           const TextReading& reading, AskBudget& budget) {
  const bool any = reading.question.statement.kind == AnswerKind::kYesNo;
  const std::string answer = absl::AsciiStrToLower(reading.answers[0].text);
  query::RunOptions options;
  options.budget.max_edges = kMostEdges;
  options.budget.max_time = kMostTime;
  options.budget.cancellation = &budget.cancellation();
  bool found = false;
  WEFT_RETURN_IF_ERROR(
      query::Run(prepared, view, options,
                 [&](absl::Span<const query::Value> row) {
                   found = any || absl::c_any_of(row, [&](const auto& cell) {
                             return cell.is_string() &&
                                    absl::StrContains(
                                        absl::AsciiStrToLower(cell.string()),
                                        answer);
                           });
                   return !found;
                 })
          .status());
  return found;
}

// The graph's names for the terms that are names.
absl::StatusOr<std::vector<std::string>> NamesOf(const Reader& reader,
                                                 const TextReading& reading) {
  std::vector<std::string> out(reading.question.terms.size());
  for (size_t t = 0; t < out.size(); ++t) {
    if (!reading.links[t].exact || !reading.question.terms[t].name) continue;
    WEFT_ASSIGN_OR_RETURN(
        const auto nodes,
        reader.GetNodes({&reading.links[t].nodes.front(), 1}));
    out[t] = nodes.front().text;
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> ExplainingQuery(const Reader& reader,
                                            const TextReading& reading,
                                            bool answered,
                                            const Lexicon& lexicon,
                                            AskBudget& budget) {
  const bool matched = !answered || !reading.answers.front().facts.empty();
  if (matched && !reading.pattern.query.empty()) return reading.pattern.query;
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                        NamesOf(reader, reading));
  std::vector<std::string> patterns = {
      QuestionQuery(reading.question, names, lexicon)};
  if (!answered) return patterns.front();
  const FoundAnswer& answer = reading.answers.front();
  for (const bool in_sentence : {false, true}) {
    for (const int i : answer.support) {
      std::string pattern =
          FactQuery(answer.passage->facts[i], answer, in_sentence);
      if (!pattern.empty()) patterns.push_back(std::move(pattern));
    }
  }
  // The reader outlives the view.
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<query::StoreView> view,
                        query::StoreView::Create(std::shared_ptr<const Reader>(
                            std::shared_ptr<void>(), &reader)));
  for (const std::string& pattern : patterns) {
    WEFT_ASSIGN_OR_RETURN(const query::PreparedQuery prepared,
                          query::Prepare(pattern));
    WEFT_ASSIGN_OR_RETURN(const bool shows,
                          Shows(prepared, *view, reading, budget));
    if (shows) return pattern;
  }
  return patterns.front();
}

}  // namespace weft::service
