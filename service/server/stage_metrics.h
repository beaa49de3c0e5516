// The times of extraction, as figures for whoever watches over the server.
#ifndef WEFT_SERVICE_SERVER_STAGE_METRICS_H_
#define WEFT_SERVICE_SERVER_STAGE_METRICS_H_

#include "extractor/pipeline/stage_times.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

// weft_extraction_seconds_total, by stage.
void AddStageMetrics(const extractor::StageTimes& times, MetricPage& page);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_STAGE_METRICS_H_
