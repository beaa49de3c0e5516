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
  if (!address.ok()) return Annotate(address.status(), "--http");
  if (address->IsLoopback() || options.insecure) return address;
  return absl::InvalidArgumentError(
      "--http " + options.listen +
      ": other machines would be served without encryption, which HTTP has "
      "not here; let a proxy on this machine (nginx, Caddy) encrypt and pass "
      "on to 127.0.0.1, or give --insecure if that is meant");
}

}  // namespace

absl::Status CheckServeHttp(const ServeHttpOptions& options) {
  if (options.listen.empty()) return absl::OkStatus();
  return ParseHttpAddress(options).status();
}

absl::StatusOr<std::unique_ptr<SidePort>> StartServeHttp(
    const ServeHttpOptions& options, Server& server) {
  if (options.listen.empty()) return std::unique_ptr<SidePort>();
  WEFT_ASSIGN_OR_RETURN(const ListenAddress address, ParseHttpAddress(options));
  SidePortOptions side;
  side.http.host = address.host;
  side.http.port = address.port;
  side.origins = absl::StrSplit(options.origins, ',', absl::SkipEmpty());
  side.with_rpcs = options.with_rpcs;
  side.is_public = !address.IsLoopback();
  return SidePort::Start(
      side, {server.InProcessChannel(),
             [&server](MetricPage& page) { server.AddMetrics(page); },
             [&server] { return server.serving(); }});
}

}  // namespace weft::service
