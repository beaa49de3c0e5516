// Opening a connection to a server, with errors that say what to do.
#ifndef WEFT_SERVICE_CLIENT_CHANNEL_H_
#define WEFT_SERVICE_CLIENT_CHANNEL_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "service/tls/tls_files.h"

namespace weft::service {

// Largest message that a client takes: a document of 64 MiB with what the
// server says about it.
inline constexpr int kMaxReceiveBytes = 512 << 20;

// "HOST:PORT" with a port of 1..65535; "[::1]:50051" for IPv6.
absl::Status CheckAddress(absl::string_view address);

// How to speak to a server.
struct ChannelOptions {
  // With authorities (a file, or kSystemAuthorities) the connection is
  // encrypted; the certificate is that of this client.
  TlsFiles tls;
  // Sent with every call; "" for none.
  std::string token;
  // Send the token to another machine although nothing is encrypted.
  bool insecure = false;
};

// A connected channel. Errors: those of Client::Connect and of
// TlsChannelCredentials; InvalidArgument (the token would travel in the clear).
absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const std::string& address, absl::Duration timeout,
    const ChannelOptions& options = {});

// The same without waiting for the server: what cannot be reached shows in the
// calls.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(
    const std::string& address, const ChannelOptions& options);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_CHANNEL_H_
