#include "service/ask/pattern_verdict.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "base/status.h"

namespace weft::service {
namespace {

using graphstore::Reader;

// What happens once to the same two: a fact of another year denies this one.
// Words of rows of news_words.h stand for their row.
constexpr absl::string_view kOnce[] = {"found", "buy",   "release", "die",
                                       "bear",  "merge", "appoint", "succeed"};
constexpr double kSameRow = 0.8;

bool HappensOnce(const PatternReading& pattern, const Lexicon& lexicon) {
  for (const PatternRow& row : pattern.rows) {
    const size_t begin = row.relation.rfind("be ", 0) == 0 ? 3 : 0;
    const std::string verb =
        row.relation.substr(begin, row.relation.find(' ', begin) - begin);
    if (absl::c_any_of(kOnce, [&](absl::string_view once) {
          return lexicon.Similarity(once, verb) >= kSameRow;
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<PatternVerdict> JudgePattern(const Reader& reader,
                                            const Question& question,
                                            const PatternReading& pattern,
                                            const Lexicon& lexicon,
                                            AskBudget& budget) {
  PatternVerdict out;
  if (pattern.pattern.empty()) return out;
  const auto run = [&](GraphPattern other,
                       Verdict verdict) -> absl::StatusOr<bool> {
    WEFT_ASSIGN_OR_RETURN(PatternReading found,
                          RunPattern(reader, std::move(other), budget));
    if (found.rows.empty()) return false;
    out.verdict = verdict;
    out.shown = std::move(found);
    return true;
  };
  if (!pattern.rows.empty()) {
    out.verdict = Verdict::kYes;
    out.shown = pattern;
    return out;
  }
  GraphPattern denied = pattern.pattern;
  denied.denied = !denied.denied;
  WEFT_ASSIGN_OR_RETURN(bool found, run(std::move(denied), Verdict::kNo));
  if (found) return out;
  if (!pattern.pattern.windows.empty() && !question.negated) {
    GraphPattern elsewhen = pattern.pattern;
    elsewhen.windows.clear();
    elsewhen.timed = true;
    WEFT_ASSIGN_OR_RETURN(found, run(std::move(elsewhen), Verdict::kNo));
    if (found) {
      if (!HappensOnce(out.shown, lexicon)) out = PatternVerdict();
      return out;
    }
  }
  if (!pattern.pattern.any_factuality) {
    GraphPattern possible = pattern.pattern;
    possible.any_factuality = true;
    WEFT_RETURN_IF_ERROR(
        run(std::move(possible), Verdict::kOnlyPossible).status());
  }
  return out;
}

}  // namespace weft::service
