// What counting costs a call: bazel run -c opt
// //service/metrics:rpc_metrics_benchmark
#include <benchmark/benchmark.h>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/auth/rpc_rules.h"
#include "service/metrics/rpc_metrics.h"

namespace weft::service {
namespace {

void CountCall(benchmark::State& state) {
  static RpcMetrics* const metrics = new RpcMetrics();
  const RpcRule& rule = *FindRule("weft.v1.GraphService.ListNeighbors");
  for (auto _ : state) {
    metrics->Begin(rule);
    metrics->End(rule, absl::StatusCode::kOk, absl::Microseconds(40));
  }
}
BENCHMARK(CountCall)->Threads(1)->Threads(2);

void WritePage(benchmark::State& state) {
  const RpcMetrics metrics;
  for (auto _ : state) {
    MetricPage page;
    metrics.AddTo(page);
    benchmark::DoNotOptimize(page.Text());
  }
}
BENCHMARK(WritePage);

}  // namespace
}  // namespace weft::service

BENCHMARK_MAIN();
