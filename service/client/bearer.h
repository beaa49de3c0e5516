// A token that goes with every call of a channel.
#ifndef WEFT_SERVICE_CLIENT_BEARER_H_
#define WEFT_SERVICE_CLIENT_BEARER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpcpp/support/client_interceptor.h"

namespace weft::service {

// Adds `authorization: Bearer TOKEN` to the calls of a channel. gRPC has call
// credentials for this, which a connection without encryption refuses.
std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>
NewBearerInterceptor(const std::string& token);

// The token that a file holds: its first line. InvalidArgument: there is none;
// else errors of ReadFile.
absl::StatusOr<std::string> ReadToken(const std::string& path);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_BEARER_H_
