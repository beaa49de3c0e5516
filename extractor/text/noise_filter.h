// Finds the lines of a document that are not its prose, in context: rules for
// single lines (noise_rules.h), lists behind headings like "Related articles",
// spam tails, repeated lines.
#ifndef WEFT_EXTRACTOR_TEXT_NOISE_FILTER_H_
#define WEFT_EXTRACTOR_TEXT_NOISE_FILTER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/text/drop_reason.h"

namespace weft::extractor {

struct NoiseLine {
  ByteSpan line;  // of the text, without its line end
  DropReason reason = DropReason::kBoilerplate;
};

// In order of place. `keep` names a range that is never dropped (the title);
// empty for none. Linear in the length of the text.
std::vector<NoiseLine> FindNoise(absl::string_view text, ByteSpan keep);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_NOISE_FILTER_H_
