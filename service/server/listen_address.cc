#include "service/server/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace weft::service {
namespace {

absl::Status BadAddress(absl::string_view text, absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("cannot listen on \"", text, "\": ", why));
}

bool IsIpv4Loopback(const std::string& host) {
  in_addr address;
  return inet_pton(AF_INET, host.c_str(), &address) == 1 &&
         (ntohl(address.s_addr) >> 24) == 127;
}

bool IsAddress(const std::string& host) {
  in6_addr address;  // room for both
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

// A socket address and its length; for inet_pton'able hosts only.
socklen_t ToSockaddr(const ListenAddress& address, sockaddr_storage* out) {
  std::memset(out, 0, sizeof(*out));
  if (absl::StrContains(address.host, ':')) {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(out);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(static_cast<uint16_t>(address.port));
    inet_pton(AF_INET6, address.host.c_str(), &v6->sin6_addr);
    return sizeof(*v6);
  }
  auto* v4 = reinterpret_cast<sockaddr_in*>(out);
  v4->sin_family = AF_INET;
  v4->sin_port = htons(static_cast<uint16_t>(address.port));
  inet_pton(AF_INET, address.host.c_str(), &v4->sin_addr);
  return sizeof(*v4);
}

absl::Status BindError(const ListenAddress& address, int error) {
  if (error == EADDRINUSE) {
    return absl::UnavailableError(absl::StrCat(
        "port ", address.port, " of ", address.host,
        " is in use by another program; choose another with --listen ",
        address.host, ":PORT (port 0 takes a free one)"));
  }
  if (error == EACCES) {
    return absl::PermissionDeniedError(absl::StrCat(
        "port ", address.port,
        " is reserved for the administrator; choose one above 1023"));
  }
  return absl::UnavailableError(absl::StrCat(
      "cannot listen on ", address.ToString(), ": ", std::strerror(error)));
}

}  // namespace

std::string ListenAddress::ToString() const {
  return absl::StrContains(host, ':') ? absl::StrCat("[", host, "]:", port)
                                      : absl::StrCat(host, ":", port);
}

bool ListenAddress::IsLoopback() const {
  return host == "::1" || IsIpv4Loopback(host);
}

absl::Status CheckReach(const ListenAddress& address, bool encrypted,
                        bool insecure) {
  if (address.IsLoopback() || encrypted || insecure) return absl::OkStatus();
  return BadAddress(
      address.ToString(),
      "other machines could read and change everything on the way; give "
      "--tls-cert and --tls-key, or --insecure if that is meant");
}

absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) {
    return BadAddress(text, "give HOST:PORT, for example 127.0.0.1:50051");
  }
  ListenAddress out;
  if (!absl::SimpleAtoi(text.substr(colon + 1), &out.port) || out.port < 0 ||
      out.port > 65535) {
    return BadAddress(text, "the port is a number from 0 to 65535");
  }
  absl::string_view host = text.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[") && !absl::ConsumeSuffix(&host, "]")) {
    return BadAddress(text, "a bracket is missing");
  }
  out.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  if (!IsAddress(out.host)) {
    return BadAddress(text,
                      "the host is an address of this machine: 127.0.0.1, "
                      "[::1], or 0.0.0.0 for all that it has");
  }
  return out;
}

absl::Status CheckPortIsFree(const ListenAddress& address) {
  sockaddr_storage storage;
  const socklen_t length = ToSockaddr(address, &storage);
  const int fd = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return BindError(address, errno);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  // Connections of an earlier server that linger do not count.
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(fd, reinterpret_cast<sockaddr*>(&storage), length) != 0 ||
      listen(fd, 1) != 0) {
    return BindError(address, errno);
  }
  return absl::OkStatus();
}

}  // namespace weft::service
