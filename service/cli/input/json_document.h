// One line of a .jsonl file as a document.
#ifndef WEFT_SERVICE_CLI_INPUT_JSON_DOCUMENT_H_
#define WEFT_SERVICE_CLI_INPUT_JSON_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/v1/extraction.pb.h"

namespace weft::service {

// {"id": "a", "title": "…", "published": "2025-01-20", "url": "…",
//  "text": "…"}: `id` (text or a whole number) and `text` are required, null is
// as good as absent, other keys are ignored.
//
// Errors: InvalidArgument (no JSON, no object, a key missing or of the wrong
// type); the message does not say where, its caller knows file and line.
absl::StatusOr<v1::InputDocument> ParseJsonDocument(absl::string_view line);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_JSON_DOCUMENT_H_
