// Calls that begin on the threads of gRPC: let in or refused there, at the cost
// of a few microseconds; answered there where that is quick, else by a thread
// of ours. A call that is refused never costs a thread.
//
// The threads of gRPC are few and carry all connections: a body that is run
// kHereIfQuick must not wait for anything but memory and, now and then, a disk.
// While they answer calls they let none in, so that what is too much for the
// server would wait unseen in its connections: bodies that turn out not to be
// quick go to other threads too, where the gate counts them and refuses what is
// too much.
#ifndef WEFT_SERVICE_SERVER_CALLBACK_CALL_H_
#define WEFT_SERVICE_SERVER_CALLBACK_CALL_H_

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "service/server/call_gate.h"
#include "service/server/call_guard.h"
#include "service/server/engine.h"
#include "service/server/message_stream.h"
#include "service/server/workers.h"
#include "service/wire/status.h"

namespace weft::service {

enum class RunIn : uint8_t { kHereIfQuick, kWorker };

namespace internal {

// A call that was let in, up to its status.
template <typename Body>
class AdmittedCall {
 public:
  AdmittedCall(CallGate& gate, CallGuard::Call call, CallGate::Arrival arrival,
               Body body)
      : gate_(gate),
        call_(std::move(call)),
        arrival_(std::move(arrival)),
        body_(std::move(body)) {}

  // Once. The call counts no longer when this returns.
  grpc::Status Run() {
    const std::optional<CallGuard::Call> call = std::move(call_);
    call_.reset();
    absl::StatusOr<CallGate::Ticket> ticket = gate_.Await(std::move(arrival_));
    const absl::Status status =
        ticket.ok() ? body_(*call, *ticket) : ticket.status();
    call->End(status);
    return ToGrpcStatus(status);
  }

 private:
  CallGate& gate_;
  std::optional<CallGuard::Call> call_;
  CallGate::Arrival arrival_;
  Body body_;
};

}  // namespace internal

// Runs the body of a call of the rpc that takes `Request` as RunCall() does,
// then calls `finish` with its status; perhaps after this has returned.
template <typename Request, typename Body, typename Finish>
void StartCall(const Engine& engine, grpc::CallbackServerContext& context,
               RunIn where, Body body, Finish finish) {
  absl::StatusOr<CallGuard::Call> call =
      engine.guard->Admit(RuleFor<Request>(), context);
  if (!call.ok()) return finish(ToGrpcStatus(call.status()));
  CallGate::Arrival arrival = ArriveAtGate<Request>(engine, context);
  const bool here =
      arrival.settled() &&
      (arrival.refused() || (where == RunIn::kHereIfQuick && arrival.quick()));
  internal::AdmittedCall<Body> admitted(*engine.gate, *std::move(call),
                                        std::move(arrival), std::move(body));
  if (here) return finish(admitted.Run());
  engine.workers->Run([admitted = std::move(admitted), finish]() mutable {
    finish(admitted.Run());
  });
}

// A unary call: `body` takes nothing, fills the response that was handed to the
// service, and returns absl::Status.
template <typename Request, typename Body>
grpc::ServerUnaryReactor* StartUnary(const Engine& engine,
                                     grpc::CallbackServerContext* context,
                                     RunIn where, Body body) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  StartCall<Request>(
      engine, *context, where,
      [body = std::move(body)](const CallGuard::Call&,
                               CallGate::Ticket&) mutable { return body(); },
      [reactor](const grpc::Status& status) { reactor->Finish(status); });
  return reactor;
}

// A call that streams: `body` takes a function that sends a message, and says
// false when nobody reads any more.
template <typename Request, typename Message, typename Body>
grpc::ServerWriteReactor<Message>* StartStream(
    const Engine& engine, grpc::CallbackServerContext* context, Body body) {
  auto* stream = new MessageStream<Message>();
  StartCall<Request>(
      engine, *context, RunIn::kWorker,
      [stream, body = std::move(body)](const CallGuard::Call&,
                                       CallGate::Ticket& ticket) mutable {
        return body([stream, &ticket](const Message& message) {
          return stream->Send(message, ticket);
        });
      },
      [stream](const grpc::Status& status) { stream->End(status); });
  return stream;
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CALLBACK_CALL_H_
