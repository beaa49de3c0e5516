#include "service/metrics/rpc_metrics.h"

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"

namespace weft::service {
namespace {

// By number, as Go spells them, which is what dashboards look for.
constexpr absl::string_view kCodeNames[] = {
    "OK",
    "Canceled",
    "Unknown",
    "InvalidArgument",
    "DeadlineExceeded",
    "NotFound",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Aborted",
    "OutOfRange",
    "Unimplemented",
    "Internal",
    "Unavailable",
    "DataLoss",
    "Unauthenticated",
};

std::string KindOf(absl::string_view rpc) {
  const auto* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          std::string(rpc));
  if (method == nullptr) return "unary";
  if (method->client_streaming()) {
    return method->server_streaming() ? "bidi_stream" : "client_stream";
  }
  return method->server_streaming() ? "server_stream" : "unary";
}

MetricLabels LabelsOf(absl::string_view rpc) {
  const size_t dot = rpc.rfind('.');
  const bool known = dot != absl::string_view::npos;
  return {{"grpc_type", KindOf(rpc)},
          {"grpc_service", known ? std::string(rpc.substr(0, dot)) : ""},
          {"grpc_method", std::string(known ? rpc.substr(dot + 1) : rpc)}};
}

}  // namespace

RpcMetrics::RpcMetrics() : counters_(RpcRules().size() + 1) {}

RpcMetrics::Counters& RpcMetrics::For(const RpcRule& rpc) {
  const absl::Span<const RpcRule> rules = RpcRules();
  const bool listed = &rpc >= rules.begin() && &rpc < rules.end();
  return listed ? counters_[&rpc - rules.begin()] : counters_.back();
}

void RpcMetrics::End(const RpcRule& rpc, absl::StatusCode code,
                     absl::Duration took) {
  Counters& counters = For(rpc);
  const int number = static_cast<int>(code);
  counters.ended[number >= 0 && number < kCodes ? number : 2].fetch_add(
      1, std::memory_order_relaxed);
  counters.seconds.Record(took);
}

void RpcMetrics::Add(const Counters& counters, const RpcRule& rpc,
                     MetricPage& page) {
  const MetricLabels labels = LabelsOf(rpc.rpc);
  uint64_t ended = 0;
  for (int code = 0; code < kCodes; ++code) {
    const uint64_t count = counters.ended[code].load(std::memory_order_relaxed);
    ended += count;
    // Calls that end well are there from the start, so that rates of them are.
    if (count == 0 && code != 0) continue;
    MetricLabels with_code = labels;
    with_code.emplace_back("grpc_code", std::string(kCodeNames[code]));
    page.Counter("grpc_server_handled_total",
                 "Calls that have ended, by their status.", with_code,
                 static_cast<double>(count));
  }
  const uint64_t started = counters.started.load(std::memory_order_relaxed);
  page.Counter("grpc_server_started_total", "Calls that have begun.", labels,
               static_cast<double>(started));
  // Read later, `started` may have fallen behind by what ended since.
  page.Gauge("weft_rpcs_in_flight", "Calls that are running now.", labels,
             static_cast<double>(started > ended ? started - ended : 0));
  page.AddHistogram("grpc_server_handling_seconds",
                    "From the beginning of a call to its end; of a stream, to "
                    "its last message.",
                    labels, counters.seconds);
}

void RpcMetrics::AddTo(MetricPage& page) const {
  const absl::Span<const RpcRule> rules = RpcRules();
  for (size_t i = 0; i < rules.size(); ++i) Add(counters_[i], rules[i], page);
}

}  // namespace weft::service
