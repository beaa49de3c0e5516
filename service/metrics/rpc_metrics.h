// Counts of calls, under the names that gRPC servers have for them elsewhere
// (github.com/grpc-ecosystem/go-grpc-prometheus), so that dashboards and alerts
// that people have fit.
#ifndef WEFT_SERVICE_METRICS_RPC_METRICS_H_
#define WEFT_SERVICE_METRICS_RPC_METRICS_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/auth/rpc_rules.h"
#include "service/metrics/histogram.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

// Thread-safe; no locks.
class RpcMetrics {
 public:
  RpcMetrics();

  void Begin(const RpcRule& rpc) {
    For(rpc).started.fetch_add(1, std::memory_order_relaxed);
  }
  // Once for each Begin(), calls that were refused included.
  void End(const RpcRule& rpc, absl::StatusCode code, absl::Duration took);

  // grpc_server_started_total, grpc_server_handled_total,
  // grpc_server_handling_seconds, weft_rpcs_in_flight. Rpcs that nobody has
  // called are there too, with zeros.
  void AddTo(MetricPage& page) const;

 private:
  static constexpr int kCodes = 17;

  // On cache lines of its own: two rpcs do not slow each other down.
  struct alignas(64) Counters {
    std::atomic<uint64_t> started{0};
    std::array<std::atomic<uint64_t>, kCodes> ended{};
    Histogram seconds;
  };

  Counters& For(const RpcRule& rpc);
  static void Add(const Counters& counters, const RpcRule& rpc,
                  MetricPage& page);

  // One for each of RpcRules(), and one for rpcs that are not in the table.
  std::vector<Counters> counters_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_METRICS_RPC_METRICS_H_
