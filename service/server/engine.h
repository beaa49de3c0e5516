// What all services of the server work on.
#ifndef WEFT_SERVICE_SERVER_ENGINE_H_
#define WEFT_SERVICE_SERVER_ENGINE_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "grpcpp/support/status.h"
#include "service/ask/asker.h"
#include "service/ingest/ingester.h"
#include "service/ingest/lazy_extractor.h"
#include "service/server/call_gate.h"
#include "service/wire/status.h"

namespace weft::service {

// Borrowed; outlives the services.
struct Engine {
  graphstore::Store* store = nullptr;  // null: a server without a database
  Ingester* ingester = nullptr;        // null: likewise
  LazyExtractor* extractor = nullptr;
  CallGate* gate = nullptr;
  Asker* asker = nullptr;
};

// FailedPrecondition on a server without a database.
inline absl::StatusOr<graphstore::Store*> RequireStore(const Engine& engine) {
  if (engine.store != nullptr) return engine.store;
  return absl::FailedPreconditionError(
      "this server has no database; start one with --db DIR");
}

// Runs the body of a call (a callable that returns absl::Status) unless the
// server drains.
template <typename Body>
grpc::Status RunCall(const Engine& engine, Body body) {
  const std::optional<CallGate::Ticket> ticket = engine.gate->Enter();
  return ToGrpcStatus(ticket.has_value() ? body() : DrainingError());
}

// The same for a body that returns StatusOr<Response>.
template <typename Response, typename Body>
grpc::Status Answer(const Engine& engine, Response* response, Body body) {
  return RunCall(engine, [&]() -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(*response, body());
    return absl::OkStatus();
  });
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ENGINE_H_
