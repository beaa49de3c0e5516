// The qualifiers of a fact: when, where, how much, why, to whom.
#ifndef WEFT_EXTRACTOR_PIPELINE_QUALIFIER_BUILDER_H_
#define WEFT_EXTRACTOR_PIPELINE_QUALIFIER_BUILDER_H_

#include <vector>

#include "extractor/openie/proposition.h"
#include "extractor/pipeline/fact.h"
#include "extractor/pipeline/sentence_frame.h"

namespace weft::extractor {

// Adds what `proposition` (of a verb clause) says beside subject and object:
// its other arguments, dates that hang on a noun of the clause, amounts inside
// of subject and object. `used` are the heads of the arguments that the fact
// shows already, `subject` the head of its subject.
void AddQualifiers(const SentenceFrame& frame, const Proposition& proposition,
                   int subject, const std::vector<int>& used, Fact* fact);

// Sets valid_from and valid_until from the time qualifiers: "since" opens a
// stretch of time, "until" closes one, any other date is both ends; an
// interval is cut at its slash.
void SetValidity(Fact* fact);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_QUALIFIER_BUILDER_H_
