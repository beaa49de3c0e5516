// What Server::Start() puts together, for tests that bring their own parts.
#ifndef WEFT_SERVICE_SERVER_SERVER_PARTS_H_
#define WEFT_SERVICE_SERVER_SERVER_PARTS_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "extractor/pipeline/stage_times.h"
#include "graphstore/store/store.h"
#include "service/ask/asker.h"
#include "service/ingest/lazy_extractor.h"
#include "service/server/server.h"

namespace weft::service {

struct ServerParts {
  std::unique_ptr<graphstore::Store> store;  // null: a server without one
  LazyExtractor::Factory extractor;
  // Where the extractor adds up its times; null: it does not.
  std::shared_ptr<extractor::StageTimes> stage_times;
  // Reads questions; empty: only loaded triples can be asked.
  Asker::AnalyzerFactory analyzer = {};
};

// InvalidArgument and errors of ReadFile: the options contradict each other, or
// certificates that are not there. Server::Start() and StartServer() see to it.
absl::Status CheckOptions(const ServerOptions& options);

// Runs a server on these parts. All options count but those of the store and of
// the model. Errors as Server::Start(), those of opening the store excepted.
absl::StatusOr<std::unique_ptr<Server>> StartServer(
    const ServerOptions& options, ServerParts parts);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_SERVER_PARTS_H_
