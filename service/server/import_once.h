// ImportTriples() for a request with an id (write_request.h): a client that
// sends all of it again gets the first answer, and nothing is loaded.
//
// The answer is kept in a commit behind that of the load. Where the process
// ends between the two the import is made again, and the source with these
// triples is UNCHANGED then: in no case are they loaded twice.
#ifndef WEFT_SERVICE_SERVER_IMPORT_ONCE_H_
#define WEFT_SERVICE_SERVER_IMPORT_ONCE_H_

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "service/server/request_limits.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

// As ImportTriples() (import_triples.h), and AlreadyExists: another request had
// this id. A request that comes again is read to its end and compared.
absl::StatusOr<v1::ImportTriplesResponse> ImportOnce(
    graphstore::Store& store,
    absl::FunctionRef<bool(v1::ImportTriplesRequest* next)> read,
    const Cancellation& cancellation, const RequestLimits& limits);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_IMPORT_ONCE_H_
