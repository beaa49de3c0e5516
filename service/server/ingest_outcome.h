// What became of a document or a file of triples, as the protocol says it.
#ifndef WEFT_SERVICE_SERVER_INGEST_OUTCOME_H_
#define WEFT_SERVICE_SERVER_INGEST_OUTCOME_H_

#include "graphstore/store/store.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

v1::IngestOutcome IngestOutcomeOf(graphstore::WriteOutcome outcome);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_INGEST_OUTCOME_H_
