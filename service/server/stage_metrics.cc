#include "service/server/stage_metrics.h"

#include <cstddef>
#include <string>

#include "absl/time/time.h"

namespace weft::service {

void AddStageMetrics(const extractor::StageTimes& times, MetricPage& page) {
  for (size_t i = 0; i < extractor::kStages; ++i) {
    page.Counter(
        "weft_extraction_seconds_total",
        "Time that extraction has taken, on all threads together.",
        {{"stage", std::string(extractor::kStageNames[i])}},
        absl::ToDoubleSeconds(times.total(static_cast<extractor::Stage>(i))));
  }
}

}  // namespace weft::service
