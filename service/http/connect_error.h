// Errors in the form of the Connect protocol
// (https://connectrpc.com/docs/protocol, "Error Codes", "Error",
// "EndStreamResponse").
#ifndef WEFT_SERVICE_HTTP_CONNECT_ERROR_H_
#define WEFT_SERVICE_HTTP_CONNECT_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"
#include "service/http/http_message.h"

namespace weft::service {

// "invalid_argument"; "unknown" for a number that is no code.
absl::string_view ConnectCode(int code);

// The status of the answer to a unary call that ended with this code.
int HttpStatusOf(int code);

// {"code":"not_found","message":"...","details":[{"type":"google.rpc.ErrorInfo",
// "value":"base64","debug":{...}}]}; `debug` for the types that this program
// knows.
std::string ErrorJson(const google::rpc::Status& error);

// What ends a stream: the error, unless it is OK, and the trailing metadata.
std::string EndOfStreamJson(const google::rpc::Status& status,
                            const HttpHeaders& trailers);

// The answer to a unary call, with the HTTP status of the code; with
// `retry-after` when the error says when to try again.
HttpResponse ErrorResponse(const absl::Status& error);
HttpResponse ErrorResponse(const google::rpc::Status& error);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_CONNECT_ERROR_H_
