#include "service/metrics/metric_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/time/time.h"
#include "prometheus/client_metric.h"
#include "prometheus/metric_family.h"
#include "prometheus/text_serializer.h"

namespace weft::service {

struct MetricPage::Impl {
  // A new figure of the family of this name.
  prometheus::ClientMetric& Add(absl::string_view name, absl::string_view help,
                                prometheus::MetricType type,
                                const MetricLabels& labels) {
    auto family = std::find_if(
        families.begin(), families.end(),
        [name](const auto& each) { return name == each.name.c_str(); });
    if (family == families.end()) {
      families.emplace_back();
      family = families.end() - 1;
      family->name = std::string(name);
      family->help = std::string(help);
      family->type = type;
    }
    prometheus::ClientMetric& metric = family->metric.emplace_back();
    for (const auto& [key, value] : labels) {
      metric.label.push_back({std::string(key), value});
    }
    return metric;
  }

  std::vector<prometheus::MetricFamily> families;
};

MetricPage::MetricPage() : impl_(std::make_unique<Impl>()) {}

MetricPage::~MetricPage() = default;

void MetricPage::Counter(absl::string_view name, absl::string_view help,
                         const MetricLabels& labels, double value) {
  impl_->Add(name, help, prometheus::MetricType::Counter, labels)
      .counter.value = value;
}

void MetricPage::Gauge(absl::string_view name, absl::string_view help,
                       const MetricLabels& labels, double value) {
  impl_->Add(name, help, prometheus::MetricType::Gauge, labels).gauge.value =
      value;
}

void MetricPage::AddHistogram(absl::string_view name, absl::string_view help,
                              const MetricLabels& labels,
                              const Histogram& histogram) {
  auto& out = impl_->Add(name, help, prometheus::MetricType::Histogram, labels)
                  .histogram;
  const Histogram::Counts counts = histogram.counts();
  uint64_t sum = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    sum += counts[i];
    const double bound = i < Histogram::kBounds.size()
                             ? Histogram::kBounds[i]
                             : std::numeric_limits<double>::infinity();
    out.bucket.push_back({sum, bound});
  }
  out.sample_count = sum;
  out.sample_sum = absl::ToDoubleSeconds(histogram.sum());
}

std::string MetricPage::Text() const {
  return prometheus::TextSerializer().Serialize(impl_->families);
}

}  // namespace weft::service
