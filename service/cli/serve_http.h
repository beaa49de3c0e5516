// The port for HTTP of `weft serve` (doc/http.md).
#ifndef WEFT_SERVICE_CLI_SERVE_HTTP_H_
#define WEFT_SERVICE_CLI_SERVE_HTTP_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/http/side_port.h"
#include "service/server/server.h"
#include "service/tls/tls_files.h"

namespace weft::service {

inline constexpr char kDefaultHttp[] = "127.0.0.1:8080";

struct ServeHttpOptions {
  std::string listen = kDefaultHttp;  // "HOST:PORT"; "" for no HTTP
  std::string origins;  // "http://localhost:3000,https://graph.example.org"
  // As those of gRPC; without a certificate the port is not encrypted.
  TlsFiles tls;
  // Other machines may be served without encryption.
  bool insecure = false;
  // Clients of the server show certificates and no tokens: SidePortOptions.
  bool with_rpcs = true;
};

// InvalidArgument: no address; an address that other machines reach, without
// encryption and not `insecure`.
absl::Status CheckServeHttp(const ServeHttpOptions& options);

// Opens the port, which says that the server is starting; null for no HTTP.
// Errors: those of CheckServeHttp() and SidePort::Start().
absl::StatusOr<std::unique_ptr<SidePort>> StartServeHttp(
    const ServeHttpOptions& options);

// Offers the rpcs of `server`, which outlives the port.
void OfferServer(Server& server, SidePort& port);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SERVE_HTTP_H_
