#include "service/http/connection.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "boost/asio/buffer.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/ssl/context.hpp"
#include "boost/beast/http/empty_body.hpp"
#include "boost/beast/http/error.hpp"
#include "boost/beast/http/message.hpp"
#include "boost/beast/http/read.hpp"
#include "boost/beast/http/write.hpp"
#include "service/http/connect_error.h"

namespace weft::service {
namespace {

namespace asio = ::boost::asio;
namespace beast = ::boost::beast;
namespace http = ::boost::beast::http;

constexpr int kHttp11 = 11;
// How long an answer that ends its connection may wait to be read, while what
// the client still sends is thrown away: closing at once would take the answer
// from it.
constexpr absl::Duration kLinger = absl::Seconds(2);
// What is read at once; while an answer is worked out.
constexpr size_t kReadBytes = 64 << 10;
constexpr size_t kWatchBytes = 4 << 10;

std::string ToString(beast::string_view text) {
  return std::string(text.data(), text.size());
}

HttpHeaders ToHeaders(const http::fields& fields) {
  HttpHeaders out;
  for (const auto& field : fields) {
    out.emplace_back(absl::AsciiStrToLower(ToString(field.name_string())),
                     ToString(field.value()));
  }
  return out;
}

std::string PeerOf(const asio::ip::tcp::socket& socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return "";
  const std::string address = peer.address().to_string();
  return peer.address().is_v6()
             ? absl::StrCat("ipv6:[", address, "]:", peer.port())
             : absl::StrCat("ipv4:", address, ":", peer.port());
}

}  // namespace

void ConnectionSet::Add(Connection* connection) {
  absl::MutexLock lock(&mutex_);
  connections_.insert(connection);
}

void ConnectionSet::Remove(Connection* connection) {
  absl::MutexLock lock(&mutex_);
  connections_.erase(connection);
}

size_t ConnectionSet::size() const {
  absl::MutexLock lock(&mutex_);
  return connections_.size();
}

std::vector<std::shared_ptr<Connection>> ConnectionSet::Lock() {
  std::vector<std::shared_ptr<Connection>> out;
  absl::MutexLock lock(&mutex_);
  for (Connection* connection : connections_) {
    // Null while it ends, which waits for the lock.
    if (auto shared = connection->weak_from_this().lock()) {
      out.push_back(std::move(shared));
    }
  }
  return out;
}

void ConnectionSet::CloseAll() {
  for (const auto& connection : Lock()) connection->Close();
}

void ConnectionSet::CloseIdle() {
  for (const auto& connection : Lock()) connection->CloseIfIdle();
}

void ConnectionSet::WaitUntilEmpty(absl::Duration timeout) const {
  absl::MutexLock lock(&mutex_);
  const auto empty = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return connections_.empty();
  };
  mutex_.AwaitWithTimeout(absl::Condition(&empty), timeout);
}

Connection::Connection(asio::ip::tcp::socket socket,
                       std::shared_ptr<HttpShared> shared)
    : shared_(std::move(shared)),
      socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      buffer_(shared_->limits.max_head_bytes + kReadBytes) {
  if (shared_->tls != nullptr) {
    asio::ssl::context context(shared_->tls->NewReference());
    tls_.emplace(socket_, context);
  }
  shared_->connections.Add(this);
}

Connection::~Connection() {
  ReturnBodyBytes();
  shared_->connections.Remove(this);
}

void Connection::Start() {
  Post([self = shared_from_this()] {
    Error ignored;
    // Small messages of a stream are not to wait for one another.
    self->socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    self->tls_.has_value() ? self->Handshake() : self->ReadHead();
  });
}

void Connection::Handshake() {
  Arm(shared_->limits.head_timeout);
  tls_->async_handshake(asio::ssl::stream_base::server,
                        [self = shared_from_this()](const Error& error) {
                          error ? self->HangUp() : self->ReadHead();
                        });
}

void Connection::StartRefusing() {
  ++shared_->refused_connections;
  Post([self = shared_from_this()] {
    if (self->tls_.has_value()) return self->HangUp();
    self->Refuse(503,
                 absl::UnavailableError(absl::StrCat(
                     "the server has ", self->shared_->limits.max_connections,
                     " connections, the most that it takes; close some, "
                     "or try again later")));
  });
}

void Connection::Close() {
  Post([self = shared_from_this()] { self->HangUp(); });
}

void Connection::CloseIfIdle() {
  Post([self = shared_from_this()] {
    if (!self->answering_) self->HangUp();
  });
}

void Connection::Post(std::function<void()> task) {
  asio::post(socket_.get_executor(), std::move(task));
}

// --- Requests ----------------------------------------------------------------

void Connection::ReadHead() {
  parser_.emplace();
  parser_->header_limit(static_cast<uint32_t>(shared_->limits.max_head_bytes));
  parser_->body_limit(shared_->limits.max_body_bytes);
  Arm(shared_->limits.head_timeout);
  if (watching_) return;  // OnWatched() comes back
  OnStream([this](auto& stream) {
    http::async_read_header(
        stream, buffer_, *parser_,
        [self = shared_from_this()](const Error& error, size_t) {
          self->OnHead(error);
        });
  });
}

void Connection::OnHead(const Error& error) {
  if (error == http::error::header_limit ||
      error == http::error::buffer_overflow) {
    return Refuse(431, absl::ResourceExhaustedError(absl::StrCat(
                           "the head of a request has at most ",
                           shared_->limits.max_head_bytes, " bytes")));
  }
  if (error == http::error::body_limit) return OnBody(error);
  if (error == http::error::end_of_stream) return HangUp();
  if (error.category() == make_error_code(http::error::bad_value).category()) {
    return Refuse(400,
                  absl::InvalidArgumentError(absl::StrCat(
                      "this is no request of HTTP/1.1: ", error.message())));
  }
  // The time limit may have ended the connection since the bytes came.
  if (error || !socket_.is_open()) return HangUp();
  const std::string coding =
      ToString(parser_->get()[http::field::transfer_encoding]);
  if (!coding.empty() && !absl::EqualsIgnoreCase(coding, "chunked")) {
    return Refuse(501, absl::UnimplementedError(
                           "transfer-encoding: this server knows \"chunked\" "
                           "and no other; content-encoding may be gzip"));
  }
  const auto length = parser_->content_length();
  // A body without a length may become as large as any.
  const size_t expected =
      length ? static_cast<size_t>(*length)
             : (parser_->chunked() ? shared_->limits.max_body_bytes : 0);
  if (!TakeBodyBytes(expected)) {
    return Refuse(503, absl::ResourceExhaustedError(
                           "the server is reading as many large requests as "
                           "it can hold; try again later"));
  }
  ReadBody();
}

void Connection::ReadBody() {
  const auto read = [self = shared_from_this()] {
    self->Arm(self->shared_->limits.body_timeout);
    self->OnStream([&self](auto& stream) {
      http::async_read(
          stream, self->buffer_, *self->parser_,
          [self](const Error& error, size_t) { self->OnBody(error); });
    });
  };
  const auto expect = parser_->get().find(http::field::expect);
  if (expect != parser_->get().end() && !parser_->is_done() &&
      beast::iequals(expect->value(), "100-continue")) {
    return Send("HTTP/1.1 100 Continue\r\n\r\n", read);
  }
  read();
}

void Connection::OnBody(const Error& error) {
  if (error == http::error::body_limit) {
    return Refuse(413,
                  absl::ResourceExhaustedError(absl::StrCat(
                      "a request has at most ", shared_->limits.max_body_bytes,
                      " bytes here; larger ones go over gRPC")));
  }
  // As in OnHead(): nobody would hear of the end of the client.
  if (error || !socket_.is_open()) return HangUp();
  Disarm();
  Dispatch();
}

void Connection::Dispatch() {
  auto message = parser_->release();
  HttpRequest request;
  request.method = ToString(message.method_string());
  request.target = ToString(message.target());
  request.headers = ToHeaders(message);
  request.body = std::move(message.body());
  request.peer = PeerOf(socket_);
  head_only_ = message.method() == http::verb::head;
  keep_alive_ = message.keep_alive();
  answering_ = true;
  if (auto answer = shared_->policy.Answer(request)) {
    origin_headers_ = {};
    return Respond(*std::move(answer));
  }
  origin_headers_ =
      shared_->policy.HeadersFor(FindHeader(request.headers, "origin"));
  WatchForHangUp();
  shared_->handler(std::move(request), shared_from_this());
}

void Connection::Refuse(int status, const absl::Status& error) {
  HttpResponse response = ErrorResponse(error);
  response.status = status;
  keep_alive_ = false;
  answering_ = true;
  origin_headers_ = {};
  Respond(std::move(response));
}

bool Connection::TakeBodyBytes(size_t bytes) {
  if (bytes <= shared_->limits.small_body_bytes) return true;
  if (shared_->body_bytes.fetch_add(bytes) + bytes <=
      shared_->limits.max_all_bodies_bytes) {
    body_bytes_ = bytes;
    return true;
  }
  shared_->body_bytes.fetch_sub(bytes);
  return false;
}

void Connection::ReturnBodyBytes() {
  shared_->body_bytes.fetch_sub(std::exchange(body_bytes_, 0));
}

// --- Answers -----------------------------------------------------------------

std::string Connection::Head(const HttpResponse& response,
                             std::optional<size_t> length) const {
  http::response<http::empty_body> head(
      static_cast<http::status>(response.status), kHttp11);
  for (const HttpHeaders* headers : {&response.headers, &origin_headers_}) {
    for (const auto& [name, value] : *headers) head.insert(name, value);
  }
  head.keep_alive(keep_alive_ && !shared_->draining);
  if (!length.has_value()) {
    head.chunked(true);
  } else if (response.status != 204) {
    head.content_length(*length);
  }
  std::ostringstream out;
  out << head.base();
  ++shared_->responses[std::clamp(response.status / 100, 0, 5)];
  return out.str();
}

void Connection::Respond(HttpResponse response) {
  std::string bytes = Head(response, response.body.size());
  if (!head_only_) bytes += response.body;
  Send(std::move(bytes), [this] { FinishAnswer(); });
}

void Connection::Begin(const HttpResponse& head) {
  Send(Head(head, std::nullopt), nullptr);
}

void Connection::Write(std::string piece, std::function<void()> sent) {
  if (piece.empty()) return Post(std::move(sent));
  Send(absl::StrCat(absl::Hex(piece.size()), "\r\n", piece, "\r\n"),
       std::move(sent));
}

void Connection::End() {
  Send("0\r\n\r\n", [this] { FinishAnswer(); });
}

// The head of a stream goes out together with what follows it, so it has no
// `sent`.
void Connection::Send(std::string bytes, std::function<void()> sent) {
  out_ += bytes;
  if (sent == nullptr || !socket_.is_open()) return;
  sent_ = std::move(sent);
  SendSome();
}

void Connection::SendSome() {
  Arm(shared_->limits.write_timeout);
  const auto on_sent = [self = shared_from_this()](const Error& error,
                                                   size_t sent) {
    if (error) return self->HangUp();
    self->out_sent_ += sent;
    if (self->out_sent_ < self->out_.size()) return self->SendSome();
    self->Disarm();
    self->out_.clear();
    self->out_sent_ = 0;
    if (self->socket_.is_open()) std::exchange(self->sent_, nullptr)();
  };
  OnStream([&](auto& stream) {
    stream.async_write_some(
        asio::buffer(out_.data() + out_sent_, out_.size() - out_sent_),
        on_sent);
  });
}

void Connection::FinishAnswer() {
  answering_ = false;
  gone_ = nullptr;
  ReturnBodyBytes();
  if (keep_alive_ && !shared_->draining) return ReadHead();
  ending_ = true;
  Arm(kLinger);
  if (!tls_.has_value()) return EndSending();
  // Says within the encryption that this is the end, for clients to know that
  // nobody else has cut the answer off.
  tls_->async_shutdown(
      [self = shared_from_this()](const Error&) { self->EndSending(); });
}

void Connection::EndSending() {
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  Linger();
}

void Connection::Linger() {
  if (watching_) return;  // OnWatched() comes back
  buffer_.clear();
  socket_.async_read_some(
      buffer_.prepare(kReadBytes),
      [self = shared_from_this()](const Error& error, size_t) {
        if (error) return self->HangUp();
        self->Linger();
      });
}

// --- The end of the client ---------------------------------------------------

void Connection::WatchForHangUp() {
  // Who sends the next request with this one is not looked after: it has to be
  // read first.
  if (watching_ || buffer_.size() > 0) return;
  watching_ = true;
  OnStream([&](auto& stream) {
    stream.async_read_some(
        buffer_.prepare(kWatchBytes),
        [self = shared_from_this()](const Error& error, size_t size) {
          self->OnWatched(error, size);
        });
  });
}

void Connection::OnWatched(const Error& error, size_t size) {
  watching_ = false;
  if (error || !socket_.is_open()) return HangUp();
  buffer_.commit(size);
  if (answering_) return;
  ending_ ? Linger() : ReadHead();
}

void Connection::HangUp() {
  Disarm();
  if (!socket_.is_open()) return;
  Error ignored;
  socket_.close(ignored);
  sent_ = nullptr;
  const std::function<void()> gone = std::exchange(gone_, nullptr);
  if (answering_ && gone != nullptr) gone();
}

void Connection::Arm(absl::Duration timeout) {
  timer_.expires_after(absl::ToChronoNanoseconds(timeout));
  timer_.async_wait(
      [self = shared_from_this(), turn = ++armed_](const Error& error) {
        if (!error && self->armed_ == turn) self->HangUp();
      });
}

}  // namespace weft::service
