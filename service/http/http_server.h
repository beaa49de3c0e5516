// Listens for HTTP/1.1 and hands every request to a handler.
#ifndef WEFT_SERVICE_HTTP_HTTP_SERVER_H_
#define WEFT_SERVICE_HTTP_HTTP_SERVER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/http/connection.h"
#include "service/http/http_message.h"
#include "service/http/origin_policy.h"
#include "service/tls/tls_files.h"

namespace weft::service {

struct HttpServerOptions {
  std::string host = "127.0.0.1";  // an address, not a name
  int port = 0;                    // 0 takes a free one
  HttpLimits limits;
  // With a certificate the port is encrypted (service/tls/server_context.h).
  TlsFiles tls;
};

struct HttpStatistics {
  int64_t connections = 0;  // now
  uint64_t refused_connections = 0;
  std::array<uint64_t, 6> responses = {};  // by status / 100
};

// Thread-safe.
class HttpServer {
 public:
  // Errors: InvalidArgument (no address); Unavailable (port in use; the message
  // says how to choose another); PermissionDenied (a port below 1024); those
  // of CheckTlsFiles().
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(
      const HttpServerOptions& options, OriginPolicy policy,
      HttpHandler handler);
  virtual ~HttpServer() = default;  // stops

  virtual int port() const = 0;
  virtual HttpStatistics statistics() const = 0;
  // From now on each answer ends its connection.
  virtual void BeginDrain() = 0;
  // Answers that are under way may be finished for `grace`; then every client
  // is hung up on. Returns when no handler has anything to answer any more.
  virtual void Stop(absl::Duration grace) = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_HTTP_SERVER_H_
