#include "service/ingest/ingester.h"

#include <thread>
#include <utility>

namespace weft::service {
namespace {

int ThreadCount(int asked) {
  if (asked > 0) return asked;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  return cores > 0 ? cores : 1;
}

}  // namespace

Ingester::Ingester(graphstore::Store& store, LazyExtractor& extractor,
                   const IngesterOptions& options)
    : store_(store),
      extractor_(extractor),
      limits_(options.limits),
      write_pool_(1),
      extraction_pool_(ThreadCount(options.threads)) {}

std::shared_ptr<IngestStream> Ingester::NewStream(IngestCallbacks callbacks) {
  return std::make_shared<IngestStream>(
      IngestResources{store_, extractor_, extraction_pool_, write_pool_,
                      metrics_},
      limits_, std::move(callbacks));
}

}  // namespace weft::service
