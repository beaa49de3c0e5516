// Sentences of like length in groups that the network encodes side by side.
#ifndef WEFT_EXTRACTOR_ANALYSIS_BATCHES_H_
#define WEFT_EXTRACTOR_ANALYSIS_BATCHES_H_

#include <vector>

#include "absl/types/span.h"

namespace weft::extractor {

// Enough sentences to read weights seldom, few enough words for the states
// to stay in the second-level cache (2 MB for 512 words).
inline constexpr int kBatchWords = 512;
inline constexpr int kBatchSentences = 48;

// Indexes into `sizes` (words of each sentence), longest sentences first, cut
// into batches of at most kBatchSentences and, but for a single sentence that
// is longer, kBatchWords. Every index occurs once.
std::vector<std::vector<int>> MakeBatches(absl::Span<const int> sizes);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_BATCHES_H_
