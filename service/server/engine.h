// What all services of the server work on.
#ifndef WEFT_SERVICE_SERVER_ENGINE_H_
#define WEFT_SERVICE_SERVER_ENGINE_H_

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/ask/asker.h"
#include "service/auth/rpc_rules.h"
#include "service/ingest/ingester.h"
#include "service/ingest/lazy_extractor.h"
#include "service/server/call_gate.h"
#include "service/server/call_guard.h"
#include "service/server/request_limits.h"
#include "service/wire/status.h"

namespace weft::service {

// Borrowed; outlives the services.
struct Engine {
  graphstore::Store* store = nullptr;  // null: a server without a database
  Ingester* ingester = nullptr;        // null: likewise
  LazyExtractor* extractor = nullptr;
  CallGuard* guard = nullptr;
  CallGate* gate = nullptr;
  Asker* asker = nullptr;
  RequestLimits limits;
};

// FailedPrecondition on a server without a database.
inline absl::StatusOr<graphstore::Store*> RequireStore(const Engine& engine) {
  if (engine.store != nullptr) return engine.store;
  return absl::FailedPreconditionError(
      "this server has no database; start one with --db DIR");
}

// Runs the body of a call (a callable that takes the call and returns
// absl::Status) for whoever may make it, unless the server drains. `Request`
// says which rpc it is.
template <typename Request, typename Body>
grpc::Status RunCall(const Engine& engine, grpc::ServerContextBase* context,
                     Body body) {
  const absl::StatusOr<CallGuard::Call> call =
      engine.guard->Admit(RuleFor<Request>(), *context);
  if (!call.ok()) return ToGrpcStatus(call.status());
  const std::optional<CallGate::Ticket> ticket = engine.gate->Enter();
  const absl::Status status =
      ticket.has_value() ? body(*call) : DrainingError();
  call->End(status);
  return ToGrpcStatus(status);
}

// The same for a unary call: a body that takes nothing and returns
// StatusOr<Response>.
template <typename Request, typename Response, typename Body>
grpc::Status Answer(const Engine& engine, grpc::ServerContextBase* context,
                    const Request& request, Response* response, Body body) {
  return RunCall<Request>(engine, context,
                          [&](const CallGuard::Call& call) -> absl::Status {
                            absl::StatusOr<Response> answer = body();
                            if (call.rule().writes)
                              call.Audit(request, answer.status());
                            if (answer.ok()) *response = *std::move(answer);
                            return answer.status();
                          });
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ENGINE_H_
