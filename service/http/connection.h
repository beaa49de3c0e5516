// One HTTP/1.1 connection: requests in, one after the other, and their answers.
//
// Parsing is Boost.Beast's: the library of Debian that hands every read and
// write to its user, so that a stream waits for its reader, each phase has its
// own time limit and a client that hangs up is noticed while its answer is
// still being worked out. (cpp-httplib holds a thread for each connection and
// hears of the end of a client only when it writes to it; libmicrohttpd does
// not watch connections that wait for their answer; nghttp2's asio library has
// been given up by its authors.)
#ifndef WEFT_SERVICE_HTTP_CONNECTION_H_
#define WEFT_SERVICE_HTTP_CONNECTION_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/ssl/stream.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/beast/core/flat_buffer.hpp"
#include "boost/beast/http/parser.hpp"
#include "boost/beast/http/string_body.hpp"
#include "service/http/http_message.h"
#include "service/http/origin_policy.h"
#include "service/tls/server_context.h"

namespace weft::service {

struct HttpLimits {
  size_t max_connections = 256;
  size_t max_head_bytes = 16 << 10;  // request line and headers
  size_t max_body_bytes = 16 << 20;
  // Bodies of all requests that are being read or worked on.
  size_t max_all_bodies_bytes = 128 << 20;
  // Bodies up to this size are not counted among these, so that a few that are
  // slow to come do not keep everybody out; connections are bounded.
  size_t small_body_bytes = 64 << 10;
  // For the head of a request, the wait for it included, and for agreeing on
  // encryption; for its body; for the client to take something more of an
  // answer.
  absl::Duration head_timeout = absl::Seconds(30);
  absl::Duration body_timeout = absl::Seconds(60);
  absl::Duration write_timeout = absl::Seconds(60);
};

class Connection;

// The connections that there are, those included whose client has gone and
// whose handler does not know yet. Thread-safe.
class ConnectionSet {
 public:
  void Add(Connection* connection);
  void Remove(Connection* connection);
  size_t size() const;
  void CloseAll();
  // Those that have no answer to finish.
  void CloseIdle();
  void WaitUntilEmpty(absl::Duration timeout) const;

 private:
  std::vector<std::shared_ptr<Connection>> Lock();

  mutable absl::Mutex mutex_;
  absl::flat_hash_set<Connection*> connections_ ABSL_GUARDED_BY(mutex_);
};

// What the connections of one server share. Thread-safe.
struct HttpShared {
  HttpShared(HttpHandler handler_in, OriginPolicy policy_in,
             const HttpLimits& limits_in,
             std::unique_ptr<TlsServerContext> tls_in)
      : handler(std::move(handler_in)),
        policy(std::move(policy_in)),
        limits(limits_in),
        tls(std::move(tls_in)) {}

  const HttpHandler handler;
  const OriginPolicy policy;
  const HttpLimits limits;
  const std::unique_ptr<TlsServerContext> tls;  // null: no encryption
  std::atomic<bool> draining{false};            // answers end their connections
  std::atomic<size_t> body_bytes{0};
  ConnectionSet connections;
  std::atomic<uint64_t> refused_connections{0};
  std::array<std::atomic<uint64_t>, 6> responses{};  // by status / 100
};

class Connection final : public ResponseWriter,
                         public std::enable_shared_from_this<Connection> {
 public:
  // The executor of the socket is a strand.
  Connection(boost::asio::ip::tcp::socket socket,
             std::shared_ptr<HttpShared> shared);
  ~Connection() override;

  void Start();
  // Reads nothing, says that the server has too many connections, ends. Where
  // the answer would have to be encrypted first, just ends.
  void StartRefusing();
  // Ends the connection, as when the client hangs up. Thread-safe.
  void Close();
  // The same unless an answer is under way. Thread-safe.
  void CloseIfIdle();

  void Post(std::function<void()> task) override;
  void OnGone(std::function<void()> gone) override { gone_ = std::move(gone); }
  void Respond(HttpResponse response) override;
  void Begin(const HttpResponse& head) override;
  void Write(std::string piece, std::function<void()> sent) override;
  void End() override;

 private:
  using Error = boost::system::error_code;

  // Calls `io` with what the bytes of HTTP go over.
  template <typename Io>
  void OnStream(const Io& io) {
    tls_.has_value() ? io(*tls_) : io(socket_);
  }
  void Handshake();

  void ReadHead();
  void OnHead(const Error& error);
  void ReadBody();
  void OnBody(const Error& error);
  void Dispatch();
  // The answer to what is no request; the connection ends with it.
  void Refuse(int status, const absl::Status& error);
  bool TakeBodyBytes(size_t bytes);
  void ReturnBodyBytes();

  // The head of an answer; no length: it comes in chunks.
  std::string Head(const HttpResponse& response,
                   std::optional<size_t> length) const;
  void Send(std::string bytes, std::function<void()> sent);
  void SendSome();
  void FinishAnswer();
  void EndSending();
  void Linger();

  // Reads on while the answer is worked out, to hear of the end of the client.
  // What comes is the next request, which waits for its turn.
  void WatchForHangUp();
  void OnWatched(const Error& error, size_t size);
  void HangUp();

  // Hangs up unless the next Arm() or Disarm() comes in time.
  void Arm(absl::Duration timeout);
  void Disarm() {
    ++armed_;  // what has expired already, and waits for its turn, too
    timer_.cancel();
  }

  const std::shared_ptr<HttpShared> shared_;
  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
  boost::asio::steady_timer timer_;
  uint64_t armed_ = 0;  // counts Arm() and Disarm()
  boost::beast::flat_buffer buffer_;
  std::optional<
      boost::beast::http::request_parser<boost::beast::http::string_body>>
      parser_;

  HttpHeaders origin_headers_;
  bool head_only_ = false;   // the request was HEAD
  bool keep_alive_ = false;  // as the client asked
  bool answering_ = false;   // from Dispatch() to the end of its answer
  bool ending_ = false;      // with the last answer
  bool watching_ = false;    // a read is under way; the only one
  size_t body_bytes_ = 0;    // taken from the bytes of all bodies
  std::function<void()> gone_;

  std::string out_;  // being sent
  size_t out_sent_ = 0;
  std::function<void()> sent_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_CONNECTION_H_
