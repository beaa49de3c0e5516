// The names of a document: those of its sentences, and where else they occur.
#ifndef WEFT_EXTRACTOR_COREF_DOCUMENT_NAMES_H_
#define WEFT_EXTRACTOR_COREF_DOCUMENT_NAMES_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// MendedNames (name_mentions.h) of each sentence. What is a name in one
// sentence is one in the others too: its further occurrences are added, in
// headings as well, and of persons their last names; but not of words that are
// taken for a name in less than a third of their occurrences.
std::vector<std::vector<NameMention>> NamesOfDocument(
    absl::Span<const AnalyzedSentence* const> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_DOCUMENT_NAMES_H_
