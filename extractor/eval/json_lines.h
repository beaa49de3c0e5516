// Facts as lines of JSON, in the interchange format of the fact scorers.
#ifndef WEFT_EXTRACTOR_EVAL_JSON_LINES_H_
#define WEFT_EXTRACTOR_EVAL_JSON_LINES_H_

#include <string>

#include "extractor/pipeline/fact.h"

namespace weft::extractor {

// One object without line breaks. `fact` belongs to `document`.
std::string FactToJson(const ExtractedDocument& document, const Fact& fact);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_EVAL_JSON_LINES_H_
