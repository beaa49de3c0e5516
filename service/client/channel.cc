#include "service/client/channel.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "service/client/bearer.h"
#include "service/tls/credentials.h"

namespace weft::service {
namespace {

// Waits for READY. A refused connection is final: a server that is only about
// to start is the caller's to wait for.
bool WaitUntilReady(grpc::Channel& channel, absl::Time deadline) {
  while (true) {
    const grpc_connectivity_state state = channel.GetState(true);
    if (state == GRPC_CHANNEL_READY) return true;
    if (state == GRPC_CHANNEL_TRANSIENT_FAILURE ||
        state == GRPC_CHANNEL_SHUTDOWN) {
      return false;
    }
    if (!channel.WaitForStateChange(state, absl::ToChronoTime(deadline))) {
      return false;
    }
  }
}

bool IsNearby(absl::string_view address) {
  const absl::string_view host = address.substr(0, address.rfind(':'));
  return host == "localhost" || host == "[::1]" ||
         absl::StartsWith(host, "127.");
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> EncryptedCredentials(
    const TlsFiles& tls) {
  if (tls.authorities.empty()) {
    return absl::InvalidArgumentError(
        "a certificate is shown on an encrypted connection only; give --tls-ca "
        "FILE (or --tls-ca system) too");
  }
  return TlsChannelCredentials(tls);
}

}  // namespace

absl::Status CheckAddress(absl::string_view address) {
  const size_t colon = address.rfind(':');
  int port = 0;
  if (colon == absl::string_view::npos || colon == 0 ||
      !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 1 ||
      port > 65535) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", address,
                     "\" is no address of a server; write HOST:PORT, for "
                     "example 127.0.0.1:50051"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(
    const std::string& address, const ChannelOptions& options) {
  WEFT_RETURN_IF_ERROR(CheckAddress(address));
  // gRPC ends the process over a header with other characters.
  if (!std::all_of(options.token.begin(), options.token.end(),
                   absl::ascii_isprint)) {
    return absl::InvalidArgumentError(
        "what is given as a token is none: it holds other characters than "
        "those of ASCII; \"weft token create\" prints one");
  }
  if (!options.token.empty() && !options.insecure &&
      options.tls.authorities.empty() && !IsNearby(address)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the token would travel to ", address,
        " in the clear; give --tls-ca FILE (or --tls-ca system), or set "
        "$WEFT_INSECURE=true if that is meant"));
  }
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  // A proxy for the web (http_proxy) is in the way of a server nearby.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  std::shared_ptr<grpc::ChannelCredentials> credentials =
      grpc::InsecureChannelCredentials();
  if (options.tls.any()) {
    WEFT_ASSIGN_OR_RETURN(credentials, EncryptedCredentials(options.tls));
  }
  if (options.token.empty()) {
    return grpc::CreateCustomChannel(address, credentials, arguments);
  }
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(NewBearerInterceptor(options.token));
  return grpc::experimental::CreateCustomChannelWithInterceptors(
      address, credentials, arguments, std::move(interceptors));
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const std::string& address, absl::Duration timeout,
    const ChannelOptions& options) {
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel,
                        MakeChannel(address, options));
  if (WaitUntilReady(*channel, absl::Now() + timeout)) return channel;
  if (options.tls.any()) {
    return absl::UnavailableError(absl::StrCat(
        "no encrypted connection to ", address,
        "; is a server there, does its certificate come from an authority in ",
        options.tls.authorities,
        ", does it name this host, is it still valid, and does the server "
        "want a certificate of yours (--tls-cert, --tls-key)?"));
  }
  return absl::UnavailableError(absl::StrCat(
      "no server answers at ", address,
      "; start one with \"weft serve --listen ", address,
      "\", or leave out --server (and $WEFT_SERVER) to use a database of "
      "your own. A server that encrypts wants --tls-ca FILE"));
}

}  // namespace weft::service
