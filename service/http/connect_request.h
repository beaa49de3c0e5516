// A request in the form of the Connect protocol
// (https://connectrpc.com/docs/protocol): what is asked of which rpc.
//
// Unary rpcs: POST with one message as the body, "application/json" or
// "application/proto"; or GET with the message in the query, for rpcs that
// change nothing (their idempotency_level says so). All others: POST with
// enveloped messages, "application/connect+json" or
// "application/connect+proto". The body is read as a whole: of a stream from
// the client it holds all messages.
#ifndef WEFT_SERVICE_HTTP_CONNECT_REQUEST_H_
#define WEFT_SERVICE_HTTP_CONNECT_REQUEST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "service/http/http_message.h"
#include "service/http/message_codec.h"

namespace weft::service {

struct ConnectRequest {
  const google::protobuf::MethodDescriptor* method = nullptr;
  Encoding encoding = Encoding::kJson;
  // Whether the answer is a stream of envelopes.
  bool enveloped = false;
  // Whether the client reads messages that are compressed with gzip.
  bool accepts_gzip = false;
  std::vector<std::string> messages;  // as gRPC carries them
  // What the client allows; nullopt: no limit of its own.
  std::optional<absl::Duration> timeout;
  // For the rpc: names in lower case, values of "-bin" decoded.
  std::vector<std::pair<std::string, std::string>> metadata;
};

// The request; or the answer to one that is not in order, in the form that the
// client reads: an HTTP status for a unary call (404: no such rpc, 405, 415:
// another type of content), a stream that ends with the error for the others.
// `max_message` bounds each message once it is unpacked.
std::variant<ConnectRequest, HttpResponse> ParseConnectRequest(
    HttpRequest request, size_t max_message);

// "application/connect+json" and so on.
std::string ContentType(Encoding encoding, bool enveloped);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_CONNECT_REQUEST_H_
