// Answers requests in the form of the Connect protocol with the rpcs of a gRPC
// server: a client that hangs up cancels its call, one that reads slowly holds
// it back, and headers such as `authorization` go on to the rpc, which decides.
#ifndef WEFT_SERVICE_HTTP_RPC_HANDLER_H_
#define WEFT_SERVICE_HTTP_RPC_HANDLER_H_

#include <cstddef>
#include <memory>

#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "service/http/http_message.h"

namespace weft::service {

// Thread-safe.
class RpcHandler {
 public:
  // `max_message`: bytes of one request, unpacked.
  RpcHandler(std::shared_ptr<grpc::Channel> channel, size_t max_message)
      : stub_(std::move(channel)), max_message_(max_message) {}

  // An HttpHandler. The call may outlive the handler.
  void Handle(HttpRequest request, std::shared_ptr<ResponseWriter> writer);

 private:
  grpc::GenericStub stub_;
  const size_t max_message_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_RPC_HANDLER_H_
