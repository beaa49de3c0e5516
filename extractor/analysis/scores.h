// How well an analysis agrees with a treebank, as the CoNLL 2018 shared task
// and the Universal NER project count.
#ifndef WEFT_EXTRACTOR_ANALYSIS_SCORES_H_
#define WEFT_EXTRACTOR_ANALYSIS_SCORES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/depparse/conllu.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// Counts over gold tokens.
struct Scores {
  int64_t tokens = 0;
  int64_t upos = 0, xpos = 0, lemmas = 0;
  int64_t heads = 0;        // UAS
  int64_t labels = 0;       // LAS: head, and label without its subtype
  int64_t full_labels = 0;  // head and whole label
  int64_t gold_names = 0, found_names = 0, right_names = 0;

  double NameF1() const;
};

// Adds the comparison of one sentence. An underscore as gold lemma is not
// counted wrong.
void AddSentence(const ParsedSentence& gold, const AnalyzedSentence& found,
                 Scores& scores);
// Names count when type and both ends agree. Found names of types other than
// person, place and organization are left out: the gold knows no others.
void AddNames(const std::vector<NameMention>& gold,
              const AnalyzedSentence& found, Scores& scores);

// Gold names of a file of the Universal NER project (IOB2 in the third column,
// types PER, LOC, ORG) by sentence id. Error: InvalidArgument (a tag that is
// none of these).
absl::StatusOr<std::map<std::string, std::vector<NameMention>>> ParseIob2(
    absl::string_view text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_SCORES_H_
