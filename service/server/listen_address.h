// Where the server listens: "HOST:PORT". Whoever is not on this machine reaches
// it over a network that others read: an address for them wants encryption.
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

  // Whether this machine alone can reach it.
  bool IsLoopback() const;
  // "127.0.0.1:50051", "[::1]:50051".
  std::string ToString() const;
};

// Hosts: addresses such as 127.0.0.1, 0.0.0.0 (all of IPv4), [::1], [::] (all),
// and localhost. InvalidArgument for any other, and for what is no HOST:PORT.
absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view text);

// InvalidArgument: other machines would be served without encryption, and
// nobody has said that this is meant.
absl::Status CheckReach(const ListenAddress& address, bool encrypted,
                        bool insecure);

// OK when the port can be bound now. Unavailable: in use (says how to choose
// another); PermissionDenied: reserved for the administrator.
absl::Status CheckPortIsFree(const ListenAddress& address);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_LISTEN_ADDRESS_H_
