#include "service/http/http_server.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/call_once.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/status.h"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/strand.hpp"

namespace weft::service {
namespace {

namespace asio = ::boost::asio;
using asio::ip::tcp;
using Error = ::boost::system::error_code;

// JSON is made on them, so that one large answer does not hold up all others.
constexpr int kThreads = 2;
// Before the next try when the process has no file left for a connection.
constexpr absl::Duration kAcceptPause = absl::Milliseconds(100);

absl::Status ListenError(const tcp::endpoint& endpoint, const Error& error) {
  const std::string where =
      absl::StrCat(endpoint.address().to_string(), ":", endpoint.port());
  if (error == asio::error::address_in_use) {
    return absl::UnavailableError(absl::StrCat(
        "port ", endpoint.port(), " of ", endpoint.address().to_string(),
        " is in use by another program; choose another with "
        "--http HOST:PORT (port 0 takes a free one), or none with "
        "--http \"\""));
  }
  if (error == asio::error::access_denied) {
    return absl::PermissionDeniedError(
        absl::StrCat("port ", endpoint.port(),
                     " is reserved for the administrator; choose one above "
                     "1023"));
  }
  return absl::UnavailableError(
      absl::StrCat("cannot listen for HTTP on ", where, ": ", error.message()));
}

class HttpServerImpl final : public HttpServer {
 public:
  HttpServerImpl(OriginPolicy policy, HttpHandler handler,
                 const HttpLimits& limits,
                 std::unique_ptr<TlsServerContext> tls)
      : shared_(std::make_shared<HttpShared>(
            std::move(handler), std::move(policy), limits, std::move(tls))),
        work_(asio::make_work_guard(io_)),
        acceptor_(asio::make_strand(io_)),
        pause_(acceptor_.get_executor()) {}
  ~HttpServerImpl() override { Stop(absl::ZeroDuration()); }

  absl::Status Listen(const HttpServerOptions& options);

  int port() const override { return port_; }
  HttpStatistics statistics() const override;
  void BeginDrain() override { shared_->draining = true; }
  void Stop(absl::Duration grace) override;

 private:
  void Accept();
  void OnConnection(const Error& error, tcp::socket socket);
  void StopAccepting();

  const std::shared_ptr<HttpShared> shared_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  int port_ = 0;
  std::vector<std::thread> threads_;

  absl::once_flag stopped_;
};

absl::Status HttpServerImpl::Listen(const HttpServerOptions& options) {
  Error error;
  const auto address = asio::ip::make_address(options.host, error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", options.host, "\" is no address to listen on"));
  }
  const tcp::endpoint endpoint(address, static_cast<uint16_t>(options.port));
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error)
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return ListenError(endpoint, error);
  port_ = acceptor_.local_endpoint().port();
  Accept();
  for (int i = 0; i < kThreads; ++i) {
    threads_.emplace_back([this] { io_.run(); });
  }
  return absl::OkStatus();
}

HttpStatistics HttpServerImpl::statistics() const {
  HttpStatistics out;
  out.connections = static_cast<int64_t>(shared_->connections.size());
  out.refused_connections = shared_->refused_connections;
  std::copy(shared_->responses.begin(), shared_->responses.end(),
            out.responses.begin());
  return out;
}

// Each connection has a strand: its callbacks never run at the same time.
void HttpServerImpl::Accept() {
  acceptor_.async_accept(asio::make_strand(io_),
                         [this](const Error& error, tcp::socket socket) {
                           OnConnection(error, std::move(socket));
                         });
}

void HttpServerImpl::OnConnection(const Error& error, tcp::socket socket) {
  if (error == asio::error::operation_aborted) return;
  if (error) {
    pause_.expires_after(absl::ToChronoNanoseconds(kAcceptPause));
    pause_.async_wait([this](const Error& ended) {
      if (!ended) Accept();
    });
    return;
  }
  const bool full =
      shared_->connections.size() >= shared_->limits.max_connections;
  const auto connection =
      std::make_shared<Connection>(std::move(socket), shared_);
  full ? connection->StartRefusing() : connection->Start();
  Accept();
}

// No connection is made after it has returned.
void HttpServerImpl::StopAccepting() {
  absl::Notification done;
  asio::post(acceptor_.get_executor(), [this, &done] {
    Error ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    done.Notify();
  });
  done.WaitForNotification();
}

void HttpServerImpl::Stop(absl::Duration grace) {
  absl::call_once(stopped_, [this, grace] {
    if (threads_.empty()) return;
    BeginDrain();
    StopAccepting();
    shared_->connections.CloseIdle();
    shared_->connections.WaitUntilEmpty(grace);
    shared_->connections.CloseAll();
    // A handler that still works on an answer is told to stop, and will.
    shared_->connections.WaitUntilEmpty(absl::InfiniteDuration());
    work_.reset();
    for (std::thread& thread : threads_) thread.join();
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(
    const HttpServerOptions& options, OriginPolicy policy,
    HttpHandler handler) {
  std::unique_ptr<TlsServerContext> tls;
  if (options.tls.any()) {
    WEFT_ASSIGN_OR_RETURN(tls, TlsServerContext::Create(options.tls));
  }
  auto server = std::make_unique<HttpServerImpl>(
      std::move(policy), std::move(handler), options.limits, std::move(tls));
  WEFT_RETURN_IF_ERROR(server->Listen(options));
  return server;
}

}  // namespace weft::service
