// Is this a document that can be written?
#ifndef WEFT_GRAPHSTORE_STORE_VALIDATE_H_
#define WEFT_GRAPHSTORE_STORE_VALIDATE_H_

#include "absl/status/status.h"
#include "graphstore/fact/document_facts.h"

namespace weft::graphstore {

// InvalidArgument: says which part of which document is wrong, and how. Holds
// afterwards: every index points into its vector, every span into the text,
// names are not empty, numbers are finite, and every record will fit.
absl::Status ValidateDocumentFacts(const DocumentFacts& document);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_VALIDATE_H_
