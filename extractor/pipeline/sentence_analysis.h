// Everything that the stages say about one sentence, side by side; the value
// that pipeline passes from its sentence half to its document half.
#ifndef WEFT_EXTRACTOR_PIPELINE_SENTENCE_ANALYSIS_H_
#define WEFT_EXTRACTOR_PIPELINE_SENTENCE_ANALYSIS_H_

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/clause/clause.h"
#include "extractor/openie/proposition.h"
#include "extractor/value/value_finder.h"

namespace weft::extractor {

struct SentenceAnalysis {
  AnalyzedSentence analyzed;
  std::vector<ValueMention> values;
  std::vector<Clause> clauses;
  std::vector<Proposition> propositions;  // of verbs, then of nouns

  const std::vector<Token>& tokens() const { return analyzed.sentence.tokens; }
  const DependencyTree& tree() const { return analyzed.tree; }
  // The value whose words hold this token, or nullptr.
  const ValueMention* ValueAt(int token) const;
};

// `published` is what relative dates are counted from.
SentenceAnalysis AnalyzePropositions(AnalyzedSentence analyzed,
                                     std::optional<absl::CivilDay> published);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_SENTENCE_ANALYSIS_H_
