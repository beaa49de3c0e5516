#include "service/server/server.h"

#include <memory>
#include <utility>

#include "base/status.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/stage_times.h"
#include "graphstore/store/store.h"
#include "service/ask/asker.h"
#include "service/server/server_parts.h"

namespace weft::service {

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options) {
  // Before anything is created on disk.
  WEFT_RETURN_IF_ERROR(CheckOptions(options));
  ServerParts parts;
  if (!options.database.empty()) {
    graphstore::StoreOptions store_options;
    store_options.create_if_missing = options.create_database;
    WEFT_ASSIGN_OR_RETURN(
        parts.store, graphstore::Store::Open(options.database, store_options));
  }
  parts.stage_times = std::make_shared<extractor::StageTimes>();
  parts.extractor = [model_path = options.model_path,
                     times = parts.stage_times] {
    extractor::ExtractorOptions extractor_options;
    extractor_options.model_path = model_path;
    extractor_options.times = times.get();
    return extractor::Extractor::Create(extractor_options);
  };
  parts.analyzer = Asker::ModelFactory(options.model_path);
  return StartServer(options, std::move(parts));
}

}  // namespace weft::service
