// What all services of the server work on.
#ifndef WEFT_SERVICE_SERVER_ENGINE_H_
#define WEFT_SERVICE_SERVER_ENGINE_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "service/ask/asker.h"
#include "service/auth/rpc_rules.h"
#include "service/ingest/ingester.h"
#include "service/ingest/lazy_extractor.h"
#include "service/server/call_gate.h"
#include "service/server/call_guard.h"
#include "service/server/request_limits.h"
#include "service/server/rpc_load.h"
#include "service/server/running_work.h"
#include "service/server/workers.h"
#include "service/wire/status.h"

namespace weft::service {

// Borrowed; outlives the services.
struct Engine {
  graphstore::Store* store = nullptr;  // null: a server without a database
  Ingester* ingester = nullptr;        // null: likewise
  LazyExtractor* extractor = nullptr;
  CallGuard* guard = nullptr;
  CallGate* gate = nullptr;
  Workers* workers = nullptr;
  Asker* asker = nullptr;
  RunningWork* running = nullptr;
  RequestLimits limits;
};

// FailedPrecondition on a server without a database.
inline absl::StatusOr<graphstore::Store*> RequireStore(const Engine& engine) {
  if (engine.store != nullptr) return engine.store;
  return absl::FailedPreconditionError(
      "this server has no database; start one with --db DIR");
}

// Stops when the call does; the call outlives it.
inline Cancellation CancellationOf(const grpc::ServerContextBase* context) {
  return Cancellation(absl::FromChrono(context->deadline()),
                      [context] { return context->IsCancelled(); });
}

// A call of the rpc that takes `Request` comes to the gate.
template <typename Request>
CallGate::Arrival ArriveAtGate(const Engine& engine,
                               const grpc::ServerContextBase& context) {
  static const Load load = LoadOf(RuleFor<Request>().rpc);
  return engine.gate->Arrive(load, absl::FromChrono(context.deadline()));
}
// A place for it; see CallGate::Enter().
template <typename Request>
absl::StatusOr<CallGate::Ticket> EnterGate(
    const Engine& engine, const grpc::ServerContextBase& context) {
  return engine.gate->Await(ArriveAtGate<Request>(engine, context));
}

// Runs the body of a call (a callable that takes the call and its ticket and
// returns absl::Status) for whoever may make it, unless the server drains or is
// busy. `Request` says which rpc it is.
template <typename Request, typename Body>
grpc::Status RunCall(const Engine& engine, grpc::ServerContextBase* context,
                     Body body) {
  const absl::StatusOr<CallGuard::Call> call =
      engine.guard->Admit(RuleFor<Request>(), *context);
  if (!call.ok()) return ToGrpcStatus(call.status());
  absl::StatusOr<CallGate::Ticket> ticket =
      EnterGate<Request>(engine, *context);
  const absl::Status status =
      ticket.ok() ? body(*call, *ticket) : ticket.status();
  call->End(status);
  return ToGrpcStatus(status);
}

// Hands a message to a client that may be slow to take it; false: it is gone.
template <typename Message>
bool SendTo(grpc::ServerWriter<Message>* writer, const Message& message,
            CallGate::Ticket& ticket) {
  const CallGate::AwaitingClient awaiting(ticket);
  return writer->Write(message);
}

// The same for a unary call: a body that takes the call and returns
// StatusOr<Response>.
template <typename Request, typename Response, typename Body>
grpc::Status AnswerCall(const Engine& engine, grpc::ServerContextBase* context,
                        const Request& request, Response* response, Body body) {
  return RunCall<Request>(
      engine, context,
      [&](const CallGuard::Call& call, CallGate::Ticket&) -> absl::Status {
        absl::StatusOr<Response> answer = body(call);
        if (call.rule().writes) call.Audit(request, answer.status());
        if (answer.ok()) *response = *std::move(answer);
        return answer.status();
      });
}

// The same for a body that takes nothing.
template <typename Request, typename Response, typename Body>
grpc::Status Answer(const Engine& engine, grpc::ServerContextBase* context,
                    const Request& request, Response* response, Body body) {
  return AnswerCall(engine, context, request, response,
                    [&](const CallGuard::Call&) { return body(); });
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ENGINE_H_
