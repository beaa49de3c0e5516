#include "service/http/connect_request.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/grpc.h"
#include "service/http/connect_error.h"
#include "service/http/envelope.h"
#include "service/http/gzip.h"
#include "service/http/query_string.h"

namespace weft::service {
namespace {

using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::MethodOptions;

// "application/json; charset=utf-8" -> "application/json"
std::string MediaType(absl::string_view header) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(header.substr(0, header.find(';'))));
}

// Whether a list such as "br, gzip;q=0.5" names gzip.
bool NamesGzip(absl::string_view list) {
  for (const absl::string_view part : absl::StrSplit(list, ',')) {
    const std::vector<absl::string_view> words = absl::StrSplit(part, ';');
    if (absl::StripAsciiWhitespace(words[0]) != "gzip") continue;
    return words.size() < 2 || absl::StripAsciiWhitespace(words[1]) != "q=0";
  }
  return false;
}

bool IsUnary(const MethodDescriptor& method) {
  return !method.client_streaming() && !method.server_streaming();
}

bool MayGet(const MethodDescriptor& method) {
  return IsUnary(method) &&
         method.options().idempotency_level() == MethodOptions::NO_SIDE_EFFECTS;
}

// An answer that says which requests are in order.
HttpResponse Refusal(int status, const char* header, std::string value,
                     absl::string_view message) {
  HttpResponse response = ErrorResponse(absl::UnimplementedError(message));
  response.status = status;
  response.headers.emplace_back(header, std::move(value));
  return response;
}

HttpResponse NoSuchRpc(absl::string_view path) {
  HttpResponse response = ErrorResponse(absl::UnimplementedError(absl::StrCat(
      "there is no rpc ", path,
      "; a path is /SERVICE/RPC, for example /weft.v1.GraphService/Ask")));
  response.status = 404;
  return response;
}

HttpResponse WrongMethod(const MethodDescriptor& method) {
  return MayGet(method)
             ? Refusal(405, "allow", "GET, POST", "use POST, or GET")
             : Refusal(405, "allow", "POST",
                       "use POST: only unary rpcs that change nothing can be "
                       "asked with GET");
}

HttpResponse WrongContent(const MethodDescriptor& method,
                          absl::string_view content_type) {
  const bool enveloped = !IsUnary(method);
  const std::string json = ContentType(Encoding::kJson, enveloped);
  const std::string proto = ContentType(Encoding::kProto, enveloped);
  return Refusal(415, "accept-post", absl::StrCat(json, ", ", proto),
                 absl::StrCat("the content of a call of ",
                              std::string(method.full_name()), " is ", json,
                              " or ", proto, ", not \"", content_type, "\""));
}

// An error in the form of the call.
HttpResponse Failure(const ConnectRequest& call, const absl::Status& error) {
  HttpResponse unary = ErrorResponse(error);
  if (!call.enveloped) return unary;
  return {200,
          {{"content-type", ContentType(call.encoding, true)}},
          MakeEnvelope(kEndOfStreamFlag,
                       absl::StrCat("{\"error\":", unary.body, "}"))};
}

// Ten digits at most, as the protocol says; "" is no limit.
absl::Status ReadTimeout(absl::string_view header,
                         std::optional<absl::Duration>* timeout) {
  if (header.empty()) return absl::OkStatus();
  int64_t ms = 0;
  if (header.size() > 10 || !absl::SimpleAtoi(header, &ms) || ms < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("connect-timeout-ms: \"", header,
                     "\" is no number of milliseconds of at most ten digits"));
  }
  // A call that is begun all the same might be faster than the clock.
  if (ms == 0) {
    return absl::DeadlineExceededError(
        "connect-timeout-ms: 0 leaves no time for the call");
  }
  *timeout = absl::Milliseconds(ms);
  return absl::OkStatus();
}

absl::Status CheckVersion(absl::string_view version,
                          absl::string_view expected) {
  if (version.empty() || version == expected) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("version \"", version,
                   "\" of the Connect protocol is not known; this "
                   "server speaks version ",
                   expected));
}

// Headers of HTTP, of browsers and of the protocols that are not for the rpc.
bool IsForTheRpc(absl::string_view name) {
  static constexpr std::array<absl::string_view, 17> kNames = {
      "accept", "cache-control", "connection", "cookie", "date", "expect",
      "host", "keep-alive", "origin", "pragma", "referer", "te", "trailer",
      "transfer-encoding", "upgrade", "user-agent",
      // Whoever calls says nothing about who calls.
      "x-forwarded-for"};
  static constexpr std::array<absl::string_view, 7> kPrefixes = {
      ":",     "accept-", "access-control-", "connect-", "content-",
      "grpc-", "sec-"};
  return std::find(kNames.begin(), kNames.end(), name) == kNames.end() &&
         std::none_of(kPrefixes.begin(), kPrefixes.end(),
                      [name](absl::string_view prefix) {
                        return absl::StartsWith(name, prefix);
                      });
}

grpc_slice Borrow(absl::string_view text) {
  return grpc_slice_from_static_buffer(text.data(), text.size());
}

// gRPC ends the program when it is given metadata that is not legal.
bool IsLegal(absl::string_view name, absl::string_view value, bool binary) {
  return grpc_header_key_is_legal(Borrow(name)) &&
         (binary || grpc_header_nonbin_value_is_legal(Borrow(value)));
}

absl::Status ReadMetadata(const HttpHeaders& headers, ConnectRequest* call) {
  for (const auto& [name, value] : headers) {
    if (!IsForTheRpc(name)) continue;
    const bool binary = absl::EndsWith(name, "-bin");
    std::string bytes = value;
    if ((binary && !absl::Base64Unescape(value, &bytes)) ||
        !IsLegal(name, value, binary)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the header ", absl::CHexEscape(name), " cannot be handed to the rpc",
          binary ? ": its value is not base64"
                 : ": it holds other characters than those of ASCII"));
    }
    call->metadata.emplace_back(name, std::move(bytes));
  }
  return absl::OkStatus();
}

// One message as it came. `room` is what all messages that are packed may take
// unpacked, and what is left of it afterwards.
absl::Status AddMessage(absl::string_view message, bool compressed,
                        size_t* room, ConnectRequest* call) {
  std::string unpacked;
  if (compressed) {
    WEFT_ASSIGN_OR_RETURN(unpacked, Gunzip(message, *room));
    *room -= unpacked.size();
    message = unpacked;
  }
  WEFT_ASSIGN_OR_RETURN(std::string wire, ToWire(*call->method->input_type(),
                                                 call->encoding, message));
  call->messages.push_back(std::move(wire));
  return absl::OkStatus();
}

absl::StatusOr<bool> IsGzip(absl::string_view encoding) {
  if (encoding.empty() || encoding == "identity") return false;
  if (encoding == "gzip") return true;
  return absl::UnimplementedError(
      absl::StrCat("compression \"", encoding,
                   "\" is not known; this server reads gzip and identity"));
}

absl::Status ReadEnvelopes(const HttpRequest& request, size_t room,
                           ConnectRequest* call) {
  WEFT_ASSIGN_OR_RETURN(
      const bool gzip,
      IsGzip(FindHeader(request.headers, "connect-content-encoding")));
  WEFT_ASSIGN_OR_RETURN(const auto envelopes, ParseEnvelopes(request.body));
  if (!call->method->client_streaming() && envelopes.size() != 1) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the call takes one message, and the body holds ", envelopes.size()));
  }
  for (const Envelope& envelope : envelopes) {
    const bool compressed = (envelope.flags & kCompressedFlag) != 0;
    if ((envelope.flags & kEndOfStreamFlag) != 0 || (compressed && !gzip)) {
      return absl::InvalidArgumentError(
          compressed ? "a message is compressed, but connect-content-encoding "
                       "does not say how"
                     : "only the server ends a stream with a message");
    }
    WEFT_RETURN_IF_ERROR(AddMessage(envelope.message, compressed, &room, call));
  }
  return absl::OkStatus();
}

absl::Status ReadPost(const HttpRequest& request, size_t max_message,
                      ConnectRequest* call) {
  const HttpHeaders& headers = request.headers;
  WEFT_RETURN_IF_ERROR(
      CheckVersion(FindHeader(headers, "connect-protocol-version"), "1"));
  WEFT_RETURN_IF_ERROR(
      ReadTimeout(FindHeader(headers, "connect-timeout-ms"), &call->timeout));
  WEFT_RETURN_IF_ERROR(ReadMetadata(headers, call));
  if (call->enveloped) return ReadEnvelopes(request, max_message, call);
  WEFT_ASSIGN_OR_RETURN(const bool compressed,
                        IsGzip(FindHeader(headers, "content-encoding")));
  return AddMessage(request.body, compressed, &max_message, call);
}

// ?connect=v1&encoding=json&base64=1&compression=gzip&message=...
absl::Status ReadGet(const HttpRequest& request, size_t max_message,
                     ConnectRequest* call) {
  WEFT_ASSIGN_OR_RETURN(auto query,
                        ParseQuery(SplitTarget(request.target).second));
  WEFT_RETURN_IF_ERROR(CheckVersion(query["connect"], "v1"));
  WEFT_RETURN_IF_ERROR(ReadTimeout(
      FindHeader(request.headers, "connect-timeout-ms"), &call->timeout));
  WEFT_RETURN_IF_ERROR(ReadMetadata(request.headers, call));
  const std::string encoding = query["encoding"];
  if (encoding == "proto") {
    call->encoding = Encoding::kProto;
  } else if (!encoding.empty() && encoding != "json") {
    return absl::InvalidArgumentError(
        absl::StrCat("encoding \"", encoding, "\" is not json or proto"));
  }
  std::string message = query["message"];
  if (query["base64"] == "1") {
    std::string bytes;
    if (!absl::WebSafeBase64Unescape(message, &bytes) &&
        !absl::Base64Unescape(message, &bytes)) {
      return absl::InvalidArgumentError("message: this is not base64");
    }
    message = std::move(bytes);
  }
  WEFT_ASSIGN_OR_RETURN(const bool compressed, IsGzip(query["compression"]));
  // For a person with a browser: a call without fields needs no message.
  if (message.empty() && call->encoding == Encoding::kJson) message = "{}";
  return AddMessage(message, compressed, &max_message, call);
}

// Encoding and form from the type of the content; false: not one of this rpc's.
bool ReadContentType(absl::string_view media_type, ConnectRequest* call) {
  call->enveloped = !IsUnary(*call->method);
  for (const Encoding encoding : {Encoding::kJson, Encoding::kProto}) {
    if (media_type != ContentType(encoding, call->enveloped)) continue;
    call->encoding = encoding;
    return true;
  }
  return false;
}

}  // namespace

std::string ContentType(Encoding encoding, bool enveloped) {
  return absl::StrCat("application/", enveloped ? "connect+" : "",
                      encoding == Encoding::kJson ? "json" : "proto");
}

std::variant<ConnectRequest, HttpResponse> ParseConnectRequest(
    HttpRequest request, size_t max_message) {
  const absl::string_view path = SplitTarget(request.target).first;
  ConnectRequest call;
  call.method = FindMethod(path);
  if (call.method == nullptr) return NoSuchRpc(path);
  const bool get = request.method == "GET";
  if (get ? !MayGet(*call.method) : request.method != "POST") {
    return WrongMethod(*call.method);
  }
  const absl::string_view content_type =
      FindHeader(request.headers, "content-type");
  if (!get && !ReadContentType(MediaType(content_type), &call)) {
    return WrongContent(*call.method, content_type);
  }
  call.accepts_gzip = NamesGzip(
      FindHeader(request.headers, call.enveloped ? "connect-accept-encoding"
                                                 : "accept-encoding"));
  const absl::Status read = get ? ReadGet(request, max_message, &call)
                                : ReadPost(request, max_message, &call);
  if (!read.ok()) return Failure(call, read);
  return call;
}

}  // namespace weft::service
