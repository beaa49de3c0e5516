// Facts as lines of JSON, in the interchange format of the fact scorers.
#ifndef WEFT_EXTRACTOR_EVAL_JSON_LINES_H_
#define WEFT_EXTRACTOR_EVAL_JSON_LINES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "extractor/pipeline/fact.h"

namespace weft::extractor {

// One object without line breaks. `fact` belongs to `document`.
std::string FactToJson(const ExtractedDocument& document, const Fact& fact);

// One object without line breaks: the entities that have mentions, named or
// not, with their spans in `bytes`, the document as it came in.
std::string EntitiesToJson(const ExtractedDocument& document,
                           absl::string_view bytes);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_EVAL_JSON_LINES_H_
