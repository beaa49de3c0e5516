#include "service/http/rpc_call.h"

#include <map>

#include "absl/time/clock.h"
#include "grpcpp/support/slice.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/stub_options.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string out;
  if (!buffer.Dump(&slices).ok()) return out;
  out.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    out.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return out;
}

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

RpcMetadata Copy(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  RpcMetadata out;
  for (const auto& [name, value] : metadata) {
    out.emplace_back(std::string(name.data(), name.size()),
                     std::string(value.data(), value.size()));
  }
  return out;
}

}  // namespace

RpcCall::RpcCall(RpcInput input, RpcEvents events)
    : input_(std::move(input)), events_(std::move(events)) {
  for (const auto& [name, value] : input_.metadata) {
    context_.AddMetadata(name, value);
  }
  if (input_.timeout.has_value()) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + *input_.timeout));
  }
}

std::shared_ptr<RpcCall> RpcCall::Start(grpc::GenericStub& stub, RpcInput input,
                                        RpcEvents events) {
  std::shared_ptr<RpcCall> call(
      new RpcCall(std::move(input), std::move(events)));
  call->self_ = call;
  stub.PrepareBidiStreamingCall(&call->context_, call->input_.path,
                                grpc::StubOptions(), call.get());
  // Held as long as ReadNext() may come, which gRPC does not see ahead.
  call->AddHold();
  call->StartRead(&call->response_);
  call->WriteNext();
  call->StartCall();
  return call;
}

void RpcCall::ReadNext() { StartRead(&response_); }

void RpcCall::WriteNext() {
  if (written_ == input_.messages.size()) return StartWritesDone();
  request_ = ToBuffer(input_.messages[written_++]);
  StartWrite(&request_);
}

void RpcCall::OnReadDone(bool ok) {
  if (ok) return events_.on_message(ToString(response_));
  RemoveHold();
}

void RpcCall::OnWriteDone(bool ok) {
  if (ok) WriteNext();
}

void RpcCall::OnDone(const grpc::Status& status) {
  RpcEnd end;
  end.status = ToRpcStatus(FromGrpcStatus(status));
  end.leading = Copy(context_.GetServerInitialMetadata());
  end.trailing = Copy(context_.GetServerTrailingMetadata());
  events_.on_end(std::move(end));
  // Last: it may be the end of this.
  const std::shared_ptr<RpcCall> self = std::move(self_);
}

}  // namespace weft::service
