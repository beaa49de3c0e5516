// What a store holds, as figures for whoever watches over the server.
#ifndef WEFT_SERVICE_SERVER_STORE_METRICS_H_
#define WEFT_SERVICE_SERVER_STORE_METRICS_H_

#include "graphstore/store/store.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

// weft_documents, weft_sentences, weft_entities, weft_statements,
// weft_mentions, weft_graph_version, weft_store_bytes, weft_block_cache_bytes,
// weft_unwritten_bytes, weft_edge_cache_bytes, weft_edge_cache_hits_total,
// weft_edge_cache_misses_total; of a store that cannot be read,
// weft_store_readable 0 alone.
void AddStoreMetrics(graphstore::Store& store, MetricPage& page);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_STORE_METRICS_H_
