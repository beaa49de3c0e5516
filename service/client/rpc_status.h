// What a finished call says, as an absl::Status that can be shown to a person.
//
// The codes of gRPC and of Abseil are the same numbers. The details of a
// google.rpc.Status (which field was wrong and how) are written behind the
// message, so that nothing of them is lost where only a line is printed.
#ifndef WEFT_SERVICE_CLIENT_RPC_STATUS_H_
#define WEFT_SERVICE_CLIENT_RPC_STATUS_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace weft::service {

// The error that came with one message of a stream.
absl::Status FromRpcStatus(const google::rpc::Status& status);

// The end of a call. A code that Abseil does not know becomes kUnknown.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_RPC_STATUS_H_
