#include "service/server/ingest_outcome.h"

namespace weft::service {

v1::IngestOutcome IngestOutcomeOf(graphstore::WriteOutcome outcome) {
  switch (outcome) {
    case graphstore::WriteOutcome::kAdded:
      return v1::INGEST_OUTCOME_ADDED;
    case graphstore::WriteOutcome::kReplaced:
      return v1::INGEST_OUTCOME_REPLACED;
    case graphstore::WriteOutcome::kUnchanged:
      return v1::INGEST_OUTCOME_UNCHANGED;
  }
  return v1::INGEST_OUTCOME_UNSPECIFIED;
}

}  // namespace weft::service
