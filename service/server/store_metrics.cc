#include "service/server/store_metrics.h"

#include <memory>

#include "absl/status/statusor.h"
#include "base/status.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"

namespace weft::service {
namespace {

absl::StatusOr<graphstore::GraphStatistics> Read(graphstore::Store& store) {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  return reader->Statistics();
}

}  // namespace

void AddStoreMetrics(graphstore::Store& store, MetricPage& page) {
  const auto statistics = Read(store);
  page.Gauge("weft_store_readable", "Whether the database can be read.", {},
             statistics.ok() ? 1 : 0);
  if (!statistics.ok()) return;
  const struct {
    const char* name;
    const char* help;
    uint64_t value;
  } kFigures[] = {
      {"weft_documents", "Documents of the graph.", statistics->documents},
      {"weft_sentences", "Their sentences.", statistics->sentences},
      {"weft_entities", "Entities of the graph.", statistics->entities},
      {"weft_statements", "Facts, each counted once.", statistics->statements},
      {"weft_mentions", "Facts, each counted as often as it is written.",
       statistics->mentions},
      {"weft_graph_version", "Commits since the graph was made.",
       statistics->version},
      {"weft_store_bytes", "Size of the database on disk, about.",
       statistics->stored_bytes},
      {"weft_block_cache_bytes", "Blocks of the database in memory.",
       statistics->block_cache_bytes},
      {"weft_unwritten_bytes",
       "Writes that are in the log and in memory, in no table yet.",
       statistics->unwritten_bytes},
      {"weft_edge_cache_bytes", "Edges that are kept in memory.",
       statistics->edge_cache_bytes},
  };
  for (const auto& figure : kFigures) {
    page.Gauge(figure.name, figure.help, {}, static_cast<double>(figure.value));
  }
  page.Counter("weft_edge_cache_hits_total",
               "Nodes whose edges were in memory when they were visited.", {},
               static_cast<double>(statistics->edge_cache_hits));
  page.Counter("weft_edge_cache_misses_total",
               "Nodes whose edges had to be read from the database.", {},
               static_cast<double>(statistics->edge_cache_misses));
}

}  // namespace weft::service
