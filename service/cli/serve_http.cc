#include "service/cli/serve_http.h"

#include "absl/strings/str_split.h"
#include "base/status.h"
#include "service/metrics/metric_page.h"
#include "service/server/listen_address.h"

namespace weft::service {
namespace {

absl::StatusOr<ListenAddress> ParseHttpAddress(
    const ServeHttpOptions& options) {
  auto address = ParseListenAddress(options.listen);
  absl::Status problem = address.status();
  if (problem.ok()) {
    problem = CheckReach(*address, !options.tls.certificate.empty(),
                         options.insecure);
  }
  if (!problem.ok()) return Annotate(problem, "--http");
  return address;
}

}  // namespace

absl::Status CheckServeHttp(const ServeHttpOptions& options) {
  if (options.listen.empty()) return absl::OkStatus();
  return ParseHttpAddress(options).status();
}

absl::StatusOr<std::unique_ptr<SidePort>> StartServeHttp(
    const ServeHttpOptions& options) {
  if (options.listen.empty()) return std::unique_ptr<SidePort>();
  WEFT_ASSIGN_OR_RETURN(const ListenAddress address, ParseHttpAddress(options));
  SidePortOptions side;
  side.http.host = address.host;
  side.http.port = address.port;
  side.http.tls = options.tls;
  side.origins = absl::StrSplit(options.origins, ',', absl::SkipEmpty());
  side.with_rpcs = options.with_rpcs;
  side.is_public = !address.IsLoopback();
  return SidePort::Start(side);
}

void OfferServer(Server& server, SidePort& port) {
  port.Serve({server.InProcessChannel(),
              [&server](MetricPage& page) { server.AddMetrics(page); },
              [&server] { return server.serving(); }});
}

}  // namespace weft::service
