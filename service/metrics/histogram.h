// How long something took, counted in ranges: two additions and a search
// through a few numbers for each event, and no lock, so that the fastest call
// can afford it.
#ifndef WEFT_SERVICE_METRICS_HISTOGRAM_H_
#define WEFT_SERVICE_METRICS_HISTOGRAM_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace weft::service {

// Thread-safe. Figures that are read while others are written belong to
// moments close to each other.
class Histogram {
 public:
  // Upper ends of the ranges in seconds, from a lookup in memory to a traversal
  // that uses up its budget; what is longer is counted behind the last.
  static constexpr std::array<double, 17> kBounds = {
      0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
      0.1,    0.25,    0.5,    1,     2.5,    5,     10,   30};
  using Counts = std::array<uint64_t, kBounds.size() + 1>;  // each by itself

  void Record(absl::Duration took) {
    const double seconds = absl::ToDoubleSeconds(took);
    const size_t range =
        std::lower_bound(kBounds.begin(), kBounds.end(), seconds) -
        kBounds.begin();
    counts_[range].fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(absl::ToInt64Nanoseconds(took),
                           std::memory_order_relaxed);
  }

  Counts counts() const {
    Counts out;
    for (size_t i = 0; i < out.size(); ++i) {
      out[i] = counts_[i].load(std::memory_order_relaxed);
    }
    return out;
  }
  absl::Duration sum() const {
    return absl::Nanoseconds(nanoseconds_.load(std::memory_order_relaxed));
  }

 private:
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> counts_{};
  std::atomic<int64_t> nanoseconds_{0};
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_METRICS_HISTOGRAM_H_
