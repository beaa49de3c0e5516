// What an extractor elsewhere is asked, and what it answers as the pipeline's
// own value. Nothing of an answer is believed: whatever would break the graph
// (a span outside the text, a sentence that is not there, a confidence of 7)
// is an error that names the field.
#ifndef WEFT_SERVICE_WIRE_EXTRACTION_REPLY_H_
#define WEFT_SERVICE_WIRE_EXTRACTION_REPLY_H_

#include "absl/status/statusor.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"
#include "weft/v1/extraction.pb.h"

namespace weft::service {

v1::ExtractRequest ToExtractRequest(const extractor::DocumentInput& input,
                                    const extractor::ExtractOptions& options);

// An entity of a fact that is not in the list of entities is added to it, with
// its name as its only alias; title and date that are not answered are those
// of `input`. InvalidArgument "facts[3].subject.mention.span: ends at byte 90
// of a text of 60": the first thing that cannot be.
absl::StatusOr<extractor::ExtractedDocument> FromExtractResponse(
    const v1::ExtractResponse& response, const extractor::DocumentInput& input);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_EXTRACTION_REPLY_H_
