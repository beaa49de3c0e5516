// The port beside gRPC: the rpcs of the server as JSON over HTTP in the form of
// the Connect protocol, figures for Prometheus, and whether the server lives.
//
//   POST /weft.v1.GraphService/Ask   {"question": "Who founded DeepSeek?"}
//   GET  /metrics  /healthz  /readyz
//
// doc/http.md describes it for its users.
#ifndef WEFT_SERVICE_HTTP_SIDE_PORT_H_
#define WEFT_SERVICE_HTTP_SIDE_PORT_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "service/http/http_server.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

struct SidePortOptions {
  HttpServerOptions http;
  // Pages that may call: "http://localhost:3000".
  std::vector<std::string> origins;
  // Where clients of gRPC have to show a certificate, need no token, and can
  // show none here (no `http.tls`), rpcs are left to gRPC.
  bool with_rpcs = true;
  // Whether `http.host` is an address that other machines reach.
  bool is_public = false;
};

// A server that is ready for calls.
struct SidePortParts {
  // To the server whose rpcs are offered. Not used after BeginDrain() but for
  // calls that run.
  std::shared_ptr<grpc::Channel> channel;
  std::function<void(MetricPage&)> metrics;  // those of the server
  std::function<bool()> ready;               // takes calls
};

// Thread-safe.
class SidePort {
 public:
  // Opens the port before there is a server, so that whoever watches over it
  // sees that it is starting: /healthz says that the process lives, /readyz
  // that it is not ready, rpcs are refused (Unavailable), /metrics has the
  // figures of the process. Errors: those of HttpServer::Start() and
  // OriginPolicy::Create().
  static absl::StatusOr<std::unique_ptr<SidePort>> Start(
      const SidePortOptions& options);
  virtual ~SidePort() = default;  // stops

  virtual int port() const = 0;
  // From now on the rpcs and figures of this server; called once. What `parts`
  // lead to outlives the port.
  virtual void Serve(SidePortParts parts) = 0;
  // No call begins after it has returned, /readyz says so, and answers end
  // their connections.
  virtual void BeginDrain() = 0;
  // Lets answers of calls that have ended be read for `grace`; then cancels
  // what still runs, and hangs up.
  virtual void Stop(absl::Duration grace) = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_SIDE_PORT_H_
