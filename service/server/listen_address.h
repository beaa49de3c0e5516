// Where the server listens: "HOST:PORT", on the loopback interface only. There
// is neither encryption nor authentication, so nobody else may reach it.
#ifndef WEFT_SERVICE_SERVER_LISTEN_ADDRESS_H_
#define WEFT_SERVICE_SERVER_LISTEN_ADDRESS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::service {

struct ListenAddress {
  std::string host;  // "127.0.0.1" or "::1"; a name has been resolved
  int port = 0;      // 0: a free one is chosen

  // "127.0.0.1:50051", "[::1]:50051".
  std::string ToString() const;
};

// Hosts: 127.x.y.z, [::1], localhost. InvalidArgument for any other, and for
// what is no HOST:PORT.
absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view text);

// OK when the port can be bound now. Unavailable: in use (says how to choose
// another); PermissionDenied: reserved for the administrator.
absl::Status CheckPortIsFree(const ListenAddress& address);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_LISTEN_ADDRESS_H_
