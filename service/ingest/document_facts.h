// The bridge from the extractor to the graph store: the facts of a document in
// the store's own shape. Here, and nowhere else, are both known.
#ifndef WEFT_SERVICE_INGEST_DOCUMENT_FACTS_H_
#define WEFT_SERVICE_INGEST_DOCUMENT_FACTS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"
#include "graphstore/fact/document_facts.h"

namespace weft::service {

// Hash of everything that was sent: bytes, title, url, date, format. Known
// before extraction, so that a document that is already there costs nothing.
// Never 0.
uint64_t ContentHash(const extractor::DocumentInput& input);

// `extracted` is what came of `input`. Title and date are as extracted (a text
// may carry them in its head). What a mention says about a value ("about",
// "at least") and which entity a qualifier means is kept as
// service/wire/value.h says.
graphstore::DocumentFacts ToDocumentFacts(
    extractor::DocumentInput&& input, extractor::ExtractedDocument&& extracted,
    absl::string_view extractor_version);

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_DOCUMENT_FACTS_H_
