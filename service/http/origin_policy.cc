#include "service/http/origin_policy.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/http/connect_error.h"

namespace weft::service {
namespace {

// How long a browser need not ask again, in seconds: the most that Chromium
// takes.
constexpr char kMaxAge[] = "7200";

// "[::1]:8080" -> "[::1]", "localhost:8080" -> "localhost"
absl::string_view WithoutPort(absl::string_view host) {
  const size_t colon = host.rfind(':');
  const size_t bracket = host.rfind(']');
  if (colon == absl::string_view::npos ||
      (bracket != absl::string_view::npos && colon < bracket)) {
    return host;
  }
  return host.substr(0, colon);
}

// Names and addresses that can only be this machine: RFC 6761, section 6.3;
// 127.0.0.0/8 in its usual form.
bool IsLoopback(absl::string_view host) {
  const bool address =
      absl::StartsWith(host, "127.") &&
      host.find_first_not_of("0123456789.") == absl::string_view::npos;
  return address || host == "[::1]" || host == "localhost" ||
         absl::EndsWith(host, ".localhost");
}

HttpResponse Forbidden(absl::string_view message) {
  return ErrorResponse(absl::PermissionDeniedError(message));
}

}  // namespace

absl::StatusOr<OriginPolicy> OriginPolicy::Create(
    std::vector<std::string> origins, bool any_host) {
  for (const std::string& origin : origins) {
    absl::string_view rest = origin;
    if ((!absl::ConsumePrefix(&rest, "http://") &&
         !absl::ConsumePrefix(&rest, "https://")) ||
        rest.empty() || absl::StrContains(rest, "/") ||
        absl::StrContains(rest, "*")) {
      return absl::InvalidArgumentError(absl::StrCat(
          "\"", origin,
          "\" is no origin of a web page; write it as the browser does, for "
          "example http://localhost:3000, with no path"));
    }
  }
  return OriginPolicy(std::move(origins), any_host);
}

OriginPolicy::OriginPolicy(std::vector<std::string> origins, bool any_host)
    : origins_(std::move(origins)), any_host_(any_host) {
  for (std::string& origin : origins_) absl::AsciiStrToLower(&origin);
}

bool OriginPolicy::Allows(absl::string_view origin) const {
  return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

bool OriginPolicy::IsOwnHost(absl::string_view host) const {
  return any_host_ || IsLoopback(absl::AsciiStrToLower(WithoutPort(host)));
}

std::optional<HttpResponse> OriginPolicy::Answer(
    const HttpRequest& request) const {
  const absl::string_view host = FindHeader(request.headers, "host");
  if (!IsOwnHost(host)) {
    return Forbidden(absl::StrCat(
        "host \"", host,
        "\" is not this machine; use 127.0.0.1, [::1] or localhost"));
  }
  const absl::string_view origin = FindHeader(request.headers, "origin");
  if (!origin.empty() && !Allows(origin)) {
    return Forbidden(absl::StrCat("pages of ", origin,
                                  " may not call this server; start it with "
                                  "--http-origins ",
                                  origin));
  }
  if (request.method != "OPTIONS") return std::nullopt;
  HttpResponse response;
  response.status = 204;
  response.headers = {
      {"access-control-allow-methods", "GET, POST"},
      {"access-control-allow-headers",
       std::string(
           FindHeader(request.headers, "access-control-request-headers"))},
      {"access-control-max-age", kMaxAge},
  };
  return response;
}

HttpHeaders OriginPolicy::HeadersFor(absl::string_view origin) const {
  if (origin.empty() || !Allows(origin)) return {};
  return {{"access-control-allow-origin", std::string(origin)},
          // Without cookies "*" means every header.
          {"access-control-expose-headers", "*"},
          {"vary", "origin"}};
}

}  // namespace weft::service
