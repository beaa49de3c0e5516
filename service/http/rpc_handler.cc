#include "service/http/rpc_handler.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/http/connect_error.h"
#include "service/http/connect_request.h"
#include "service/http/envelope.h"
#include "service/http/gzip.h"
#include "service/http/rpc_call.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

// Metadata as headers. What gRPC has to say to itself stays behind.
void AppendHeaders(const RpcMetadata& metadata, absl::string_view prefix,
                   HttpHeaders* headers) {
  for (const auto& [name, value] : metadata) {
    if (absl::StartsWith(name, "grpc-") || absl::StartsWith(name, ":") ||
        name == "content-type" || name == "user-agent") {
      continue;
    }
    headers->emplace_back(
        absl::StrCat(prefix, name),
        absl::EndsWith(name, "-bin") ? absl::Base64Escape(value) : value);
  }
}

// One call and its answer. Everything happens on the strand of the connection.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(const ConnectRequest& request,
           std::shared_ptr<ResponseWriter> writer)
      : type_(*request.method->output_type()),
        encoding_(request.encoding),
        accepts_gzip_(request.accepts_gzip),
        writer_(std::move(writer)) {}
  virtual ~Exchange() = default;

  void Start(grpc::GenericStub& stub, RpcInput input) {
    const auto self = shared_from_this();
    call_ = RpcCall::Start(stub, std::move(input), EventsOnTheStrand());
    writer_->OnGone([self] { self->Abandon(); });
  }

 protected:
  // A message in the encoding of the client; Read() asks for the next.
  virtual void OnMessage(std::string message) = 0;
  virtual void OnEnd(const RpcEnd& end) = 0;

  void Read() {
    reading_ = true;
    call_->ReadNext();
  }
  ResponseWriter& writer() { return *writer_; }
  Encoding encoding() const { return encoding_; }
  bool accepts_gzip() const { return accepts_gzip_; }
  bool ShouldCompress(const std::string& message) const {
    return accepts_gzip_ && message.size() >= kWorthCompressing;
  }

 private:
  RpcEvents EventsOnTheStrand() {
    const auto self = shared_from_this();
    return {
        [self](std::string message) {
          self->writer_->Post([self, message = std::move(message)]() mutable {
            self->TakeMessage(std::move(message));
          });
        },
        [self](RpcEnd end) {
          self->writer_->Post([self, end = std::move(end)]() mutable {
            self->TakeEnd(std::move(end));
          });
        }};
  }

  void TakeMessage(std::string bytes) {
    reading_ = false;
    if (abandoned_) return Read();
    auto message = FromWire(type_, encoding_, std::move(bytes));
    if (message.ok()) return OnMessage(*std::move(message));
    failure_ = message.status();
    Abandon();
  }

  // What still comes has nobody to go to.
  void Abandon() {
    if (call_ == nullptr) return;
    abandoned_ = true;
    call_->Cancel();
    if (!reading_) Read();
  }

  void TakeEnd(RpcEnd end) {
    // The call holds this by its events.
    call_ = nullptr;
    if (!failure_.ok()) end.status = ToRpcStatus(failure_);
    OnEnd(end);
  }

  const google::protobuf::Descriptor& type_;
  const Encoding encoding_;
  const bool accepts_gzip_;
  const std::shared_ptr<ResponseWriter> writer_;
  std::shared_ptr<RpcCall> call_;
  bool reading_ = true;  // a message has been asked for, and is not here yet
  bool abandoned_ = false;
  absl::Status failure_;
};

class UnaryExchange final : public Exchange {
 public:
  using Exchange::Exchange;

 private:
  void OnMessage(std::string message) override {
    message_ = std::move(message);
    Read();
  }

  void OnEnd(const RpcEnd& end) override {
    HttpResponse response;
    if (end.status.code() == 0) {
      response.headers.emplace_back("content-type",
                                    ContentType(encoding(), false));
      response.body = std::move(message_);
    } else {
      response = ErrorResponse(end.status);
    }
    AppendHeaders(end.leading, "", &response.headers);
    AppendHeaders(end.trailing, "trailer-", &response.headers);
    if (ShouldCompress(response.body)) {
      response.body = Gzip(response.body);
      response.headers.emplace_back("content-encoding", "gzip");
    }
    response.headers.emplace_back("vary", "accept-encoding");
    writer().Respond(std::move(response));
  }

  std::string message_;
};

class StreamExchange final : public Exchange {
 public:
  using Exchange::Exchange;

 private:
  void OnMessage(std::string message) override {
    Begin();
    const auto self = shared_from_this();
    uint8_t flags = 0;
    if (ShouldCompress(message)) {
      message = Gzip(message);
      flags = kCompressedFlag;
    }
    writer().Write(MakeEnvelope(flags, message), [this, self] { Read(); });
  }

  void OnEnd(const RpcEnd& end) override {
    Begin();
    HttpHeaders trailers;
    AppendHeaders(end.trailing, "", &trailers);
    const auto self = shared_from_this();
    writer().Write(
        MakeEnvelope(kEndOfStreamFlag, EndOfStreamJson(end.status, trailers)),
        [this, self] { writer().End(); });
  }

  // The status of the answer does not depend on the end of the call.
  void Begin() {
    if (begun_) return;
    begun_ = true;
    HttpResponse head;
    head.headers.emplace_back("content-type", ContentType(encoding(), true));
    if (accepts_gzip()) {
      head.headers.emplace_back("connect-content-encoding", "gzip");
    }
    writer().Begin(head);
  }

  bool begun_ = false;
};

}  // namespace

void RpcHandler::Handle(HttpRequest request,
                        std::shared_ptr<ResponseWriter> writer) {
  const std::string peer = request.peer;
  auto parsed = ParseConnectRequest(std::move(request), max_message_);
  if (auto* refusal = std::get_if<HttpResponse>(&parsed)) {
    return writer->Respond(std::move(*refusal));
  }
  ConnectRequest& call = std::get<ConnectRequest>(parsed);
  // The server knows its clients by it; its own side of the channel is here.
  if (!peer.empty()) call.metadata.emplace_back("x-forwarded-for", peer);
  std::shared_ptr<Exchange> exchange;
  if (call.enveloped) {
    exchange = std::make_shared<StreamExchange>(call, std::move(writer));
  } else {
    exchange = std::make_shared<UnaryExchange>(call, std::move(writer));
  }
  exchange->Start(
      stub_,
      {absl::StrCat("/", std::string(call.method->service()->full_name()), "/",
                    std::string(call.method->name())),
       std::move(call.metadata), std::move(call.messages), call.timeout});
}

}  // namespace weft::service
