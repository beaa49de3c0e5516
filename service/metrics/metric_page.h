// A page of figures in the text form that Prometheus reads.
//
//   MetricPage page;
//   page.Counter("weft_documents_read_total", "Documents read.", {}, 12);
//   page.Gauge("weft_cache_bytes", "Size of a cache.", {{"cache", "edges"}},
//   7); std::string text = std::move(page).Text();
//
// Names follow https://prometheus.io/docs/practices/naming: units in the name,
// seconds and bytes, "_total" for what only grows. Figures of one name differ
// in the values of their labels.
#ifndef WEFT_SERVICE_METRICS_METRIC_PAGE_H_
#define WEFT_SERVICE_METRICS_METRIC_PAGE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/metrics/histogram.h"

namespace weft::service {

using MetricLabels = std::vector<std::pair<absl::string_view, std::string>>;

// `name` and `help` of a call live as long as the page.
class MetricPage {
 public:
  MetricPage();
  ~MetricPage();
  MetricPage(const MetricPage&) = delete;
  MetricPage& operator=(const MetricPage&) = delete;

  void Counter(absl::string_view name, absl::string_view help,
               const MetricLabels& labels, double value);
  void Gauge(absl::string_view name, absl::string_view help,
             const MetricLabels& labels, double value);
  void AddHistogram(absl::string_view name, absl::string_view help,
                    const MetricLabels& labels, const Histogram& histogram);

  std::string Text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_METRICS_METRIC_PAGE_H_
