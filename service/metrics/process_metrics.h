// Memory, processor time and files of this process, under the names that every
// client library of Prometheus has for them.
#ifndef WEFT_SERVICE_METRICS_PROCESS_METRICS_H_
#define WEFT_SERVICE_METRICS_PROCESS_METRICS_H_

#include "service/metrics/metric_page.h"

namespace weft::service {

// process_resident_memory_bytes, process_virtual_memory_bytes,
// process_cpu_seconds_total, process_open_fds, process_max_fds,
// process_threads, process_start_time_seconds; of what /proc does not tell,
// nothing.
void AddProcessMetrics(MetricPage& page);

}  // namespace weft::service

#endif  // WEFT_SERVICE_METRICS_PROCESS_METRICS_H_
