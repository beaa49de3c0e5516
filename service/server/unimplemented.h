// The rpcs of weft.v1 that this version does not have yet. They are said here
// and nowhere else: a service that gains one takes it out of its class below.
//
// Each answers UNIMPLEMENTED with a message that names it.
#ifndef WEFT_SERVICE_SERVER_UNIMPLEMENTED_H_
#define WEFT_SERVICE_SERVER_UNIMPLEMENTED_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {

// Base of the service that does the rest.
class UnimplementedGraphRpcs : public v1::GraphService::Service {
 public:
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_UNIMPLEMENTED_H_
