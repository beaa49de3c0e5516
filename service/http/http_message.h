// One HTTP request, and the way to answer it: what a handler sees of a
// connection.
#ifndef WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_
#define WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

// Names are in lower case.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// The first header of this name; "" without one.
inline absl::string_view FindHeader(const HttpHeaders& headers,
                                    absl::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

struct HttpRequest {
  std::string method;  // "POST"
  std::string target;  // "/weft.v1.GraphService/Ask?connect=v1"
  HttpHeaders headers;
  std::string body;
  std::string peer;  // as gRPC writes it: "ipv4:127.0.0.1:40312"
};

// The part of the target before "?", and the part behind it.
inline std::pair<absl::string_view, absl::string_view> SplitTarget(
    absl::string_view target) {
  const size_t mark = target.find('?');
  if (mark == absl::string_view::npos) return {target, ""};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

struct HttpResponse {
  int status = 200;
  HttpHeaders headers;
  std::string body;
};

// The answer to one request: Respond(), or Begin(), any number of Write() and
// End(). Everything is called on the strand of the connection, where Post()
// leads from any other thread; callbacks come on it too. The client may be gone
// at any time: what is written then goes nowhere and no `sent` is called.
class ResponseWriter {
 public:
  virtual ~ResponseWriter() = default;

  // Runs `task` on the strand, also after the client has gone. Thread-safe.
  virtual void Post(std::function<void()> task) = 0;
  // `gone` is called once when the client hangs up before it has the answer.
  virtual void OnGone(std::function<void()> gone) = 0;

  virtual void Respond(HttpResponse response) = 0;
  // The head of an answer whose body comes in pieces; `head.body` is not used.
  virtual void Begin(const HttpResponse& head) = 0;
  // One piece at a time: `sent` says that the connection has room for another,
  // so that a slow reader holds back who writes.
  virtual void Write(std::string piece, std::function<void()> sent) = 0;
  virtual void End() = 0;
};

// Is called on the strand of the connection, and must not block for long.
using HttpHandler =
    std::function<void(HttpRequest, std::shared_ptr<ResponseWriter>)>;

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_
