// What goes into the extractor and what comes out, as messages.
#ifndef WEFT_SERVICE_WIRE_EXTRACTED_H_
#define WEFT_SERVICE_WIRE_EXTRACTED_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"
#include "weft/v1/extraction.pb.h"

namespace weft::service {

// Longest id of a document, in bytes.
inline constexpr size_t kMaxDocumentIdBytes = 512;

// InvalidArgument with the field when `id` is empty or too long. Control
// characters are refused too: an id is printed, and part of keys and paths.
absl::Status CheckDocumentId(absl::string_view id, absl::string_view field);

// Takes the content out of `document`.
extractor::DocumentInput ToDocumentInput(v1::InputDocument&& document);

extractor::ExtractOptions ToExtractOptions(const v1::ExtractRequest& request);

// Facts have no ids: they are not in any graph.
v1::ExtractResponse ToProto(const extractor::ExtractedDocument& document,
                            absl::string_view extractor_version);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_EXTRACTED_H_
