// Whom a web browser may bring to this port.
//
// The port listens on the loopback interface, which every page in a browser on
// this machine can reach. So pages need to be named to call it (CORS, the Fetch
// standard, section 3.2), and a request must name the host as one of this
// machine: a page whose own name was made to point to 127.0.0.1 (DNS
// rebinding) does not.
#ifndef WEFT_SERVICE_HTTP_ORIGIN_POLICY_H_
#define WEFT_SERVICE_HTTP_ORIGIN_POLICY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/http/http_message.h"

namespace weft::service {

// Immutable.
class OriginPolicy {
 public:
  // `origins`: "http://localhost:3000". `any_host`: requests may name any host,
  // for a port that is not on the loopback interface. InvalidArgument: not the
  // origin of a page.
  static absl::StatusOr<OriginPolicy> Create(std::vector<std::string> origins,
                                             bool any_host);

  // The answer to a request that is not let in, or that only asks whether it
  // would be (OPTIONS); nullopt for one to be handled.
  std::optional<HttpResponse> Answer(const HttpRequest& request) const;

  // What the answer to a request of this origin must carry for the page to be
  // allowed to read it.
  HttpHeaders HeadersFor(absl::string_view origin) const;

 private:
  OriginPolicy(std::vector<std::string> origins, bool any_host);

  bool Allows(absl::string_view origin) const;
  bool IsOwnHost(absl::string_view host) const;

  std::vector<std::string> origins_;
  bool any_host_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_ORIGIN_POLICY_H_
