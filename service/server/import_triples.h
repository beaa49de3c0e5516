// Many triples into the graph: the work of IngestionService.ImportTriples.
#ifndef WEFT_SERVICE_SERVER_IMPORT_TRIPLES_H_
#define WEFT_SERVICE_SERVER_IMPORT_TRIPLES_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "service/server/request_limits.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

inline constexpr uint64_t kMaxLoadBytes = uint64_t{16} << 30;

// `read` gives the messages of the client one by one and returns false behind
// the last. Temporary files are in $TMPDIR or /tmp. Errors as
// proto/weft/v1/ingestion.proto lists them, and those of `cancellation`, which
// is polled: a client that is gone has not sent everything. Of the limits
// `batch_triples` counts.
absl::StatusOr<v1::ImportTriplesResponse> ImportTriples(
    graphstore::Store& store,
    absl::FunctionRef<bool(v1::ImportTriplesRequest* next)> read,
    const Cancellation& cancellation, const RequestLimits& limits);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_IMPORT_TRIPLES_H_
