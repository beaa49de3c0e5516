// One gRPC call whose types are not known here: bytes in, bytes out.
//
// Calls of every kind are made as one with streams both ways, which is the same
// on the wire. Requests are there when the call begins; answers come one by
// one, each asked for, so that a slow reader holds back the server.
#ifndef WEFT_SERVICE_HTTP_RPC_CALL_H_
#define WEFT_SERVICE_HTTP_RPC_CALL_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/client_callback.h"

namespace weft::service {

using RpcMetadata = std::vector<std::pair<std::string, std::string>>;

struct RpcInput {
  std::string path;  // "/weft.v1.GraphService/Ask"
  RpcMetadata metadata;
  std::vector<std::string> messages;
  std::optional<absl::Duration> timeout;
};

struct RpcEnd {
  google::rpc::Status status;
  RpcMetadata leading;
  RpcMetadata trailing;
};

// Come from threads of gRPC, one at a time, `on_end` last and always.
struct RpcEvents {
  std::function<void(std::string message)> on_message;
  std::function<void(RpcEnd end)> on_end;
};

class RpcCall final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // Begins the call, and asks for its first message. It lives until its end.
  static std::shared_ptr<RpcCall> Start(grpc::GenericStub& stub, RpcInput input,
                                        RpcEvents events);

  // Asks for the next message: once after each. Not at the same time as
  // Cancel().
  void ReadNext();
  // The call ends soon; messages that are on the way still come, and the next
  // is to be asked for after each.
  void Cancel() { context_.TryCancel(); }

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  RpcCall(RpcInput input, RpcEvents events);

  void WriteNext();

  std::shared_ptr<RpcCall> self_;
  const RpcInput input_;
  const RpcEvents events_;
  grpc::ClientContext context_;
  size_t written_ = 0;
  // Owned by gRPC while a write, a read is under way.
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_RPC_CALL_H_
