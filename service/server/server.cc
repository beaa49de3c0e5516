#include "service/server/server.h"

#include <memory>
#include <utility>

#include "base/status.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/stage_times.h"
#include "graphstore/archive/archived_database.h"
#include "graphstore/load/load_work.h"
#include "graphstore/store/store.h"
#include "service/ask/asker.h"
#include "service/ingest/lazy_extractor.h"
#include "service/remote/remote_extractor.h"
#include "service/server/server_parts.h"

namespace weft::service {
namespace {

LazyExtractor::Factory ExtractorFactory(
    const ServerOptions& options,
    std::shared_ptr<extractor::StageTimes> times) {
  if (!options.extractor.address.empty()) {
    return [remote = options.extractor] { return NewRemoteExtractor(remote); };
  }
  return [model_path = options.model_path, times = std::move(times)] {
    extractor::ExtractorOptions extractor_options;
    extractor_options.model_path = model_path;
    extractor_options.times = times.get();
    return extractor::Extractor::Create(extractor_options);
  };
}

// What puts the archive between the store and its database.
auto Archiving(const ServerOptions& options) {
  graphstore::ArchiveOptions archive;
  archive.folder = options.archive;
  archive.keep = options.archive_keep;
  archive.on_error = [log = options.log](const absl::Status& error) {
    if (log == nullptr) return;
    log->Log(LogLevel::kError, "archive", {{"error", error.ToString()}});
  };
  return [archive](std::shared_ptr<graphstore::kv::Database> database) {
    return graphstore::OpenArchived(std::move(database), archive);
  };
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options) {
  // Before anything is created on disk.
  WEFT_RETURN_IF_ERROR(CheckOptions(options));
  ServerParts parts;
  if (!options.database.empty()) {
    graphstore::StoreOptions store_options;
    store_options.create_if_missing = options.create_database;
    store_options.block_cache_bytes = options.cache_bytes / 2;
    store_options.reserve_block_cache = options.fill_cache;
    store_options.adjacency_cache_bytes = options.cache_bytes * 3 / 8;
    store_options.record_cache_bytes = options.cache_bytes / 8;
    store_options.change_lifetime = options.change_lifetime;
    store_options.one_at_a_time = options.one_at_a_time;
    if (options.log != nullptr) {
      store_options.tell = [log = options.log](absl::string_view what) {
        log->Log(LogLevel::kWarning, what, {});
      };
    }
    if (!options.archive.empty()) store_options.over = Archiving(options);
    WEFT_ASSIGN_OR_RETURN(
        parts.store, graphstore::Store::Open(options.database, store_options));
    // Perhaps nothing is loaded any more, and nobody else would see how old
    // they are.
    graphstore::RemoveStaleLoads(options.database + "/loads", /*all=*/false);
  }
  parts.stage_times = std::make_shared<extractor::StageTimes>();
  parts.extractor = ExtractorFactory(options, parts.stage_times);
  parts.analyzer = Asker::ModelFactory(options.model_path);
  return StartServer(options, std::move(parts));
}

}  // namespace weft::service
