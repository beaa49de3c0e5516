#include "service/http/side_port.h"

#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "base/status.h"
#include "service/http/connect_error.h"
#include "service/http/origin_policy.h"
#include "service/http/rpc_handler.h"
#include "service/metrics/process_metrics.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

// The version of the text format that is written.
constexpr char kMetricsType[] = "text/plain; version=0.0.4; charset=utf-8";
constexpr char kTextType[] = "text/plain; charset=utf-8";

HttpResponse Text(int status, std::string text) {
  return {status, {{"content-type", kTextType}}, std::move(text)};
}

class SidePortImpl final : public SidePort {
 public:
  explicit SidePortImpl(const SidePortOptions& options)
      : with_rpcs_(options.with_rpcs),
        max_body_bytes_(options.http.limits.max_body_bytes) {}
  ~SidePortImpl() override { Stop(absl::ZeroDuration()); }

  absl::Status Listen(const SidePortOptions& options);

  int port() const override { return server_->port(); }
  void Serve(SidePortParts parts) override;
  void BeginDrain() override;
  void Stop(absl::Duration grace) override;

 private:
  struct Offer {
    Offer(SidePortParts parts_in, size_t max_body_bytes)
        : parts(std::move(parts_in)), rpcs(parts.channel, max_body_bytes) {}
    const SidePortParts parts;
    RpcHandler rpcs;
  };

  void Handle(HttpRequest request, std::shared_ptr<ResponseWriter> writer);
  HttpResponse Page(absl::string_view path) const;
  HttpResponse Readiness() const;
  std::string MetricText() const;

  const bool with_rpcs_;
  const size_t max_body_bytes_;
  // Read while a call is begun.
  mutable absl::Mutex mutex_;
  std::optional<Offer> offer_ ABSL_GUARDED_BY(mutex_);
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  // Ends first: its threads run the handler.
  std::unique_ptr<HttpServer> server_;
};

absl::Status SidePortImpl::Listen(const SidePortOptions& options) {
  WEFT_ASSIGN_OR_RETURN(
      OriginPolicy policy,
      OriginPolicy::Create(options.origins, options.is_public));
  WEFT_ASSIGN_OR_RETURN(
      server_,
      HttpServer::Start(
          options.http, std::move(policy),
          [this](HttpRequest request, std::shared_ptr<ResponseWriter> writer) {
            Handle(std::move(request), std::move(writer));
          }));
  return absl::OkStatus();
}

void SidePortImpl::Serve(SidePortParts parts) {
  absl::MutexLock lock(&mutex_);
  offer_.emplace(std::move(parts), max_body_bytes_);
}

HttpResponse SidePortImpl::Readiness() const {
  absl::ReaderMutexLock lock(&mutex_);
  if (draining_) return Text(503, "shutting down\n");
  if (!offer_.has_value()) return Text(503, "starting\n");
  return offer_->parts.ready() ? Text(200, "ready\n")
                               : Text(503, "shutting down\n");
}

std::string SidePortImpl::MetricText() const {
  MetricPage page;
  {
    absl::ReaderMutexLock lock(&mutex_);
    offer_.has_value() ? offer_->parts.metrics(page) : AddProcessMetrics(page);
  }
  const HttpStatistics statistics = server_->statistics();
  page.Gauge("weft_http_connections", "Connections that are open.", {},
             static_cast<double>(statistics.connections));
  page.Counter("weft_http_refused_connections_total",
               "Connections beyond the limit.", {},
               static_cast<double>(statistics.refused_connections));
  for (size_t i = 2; i < statistics.responses.size(); ++i) {
    page.Counter("weft_http_responses_total",
                 "Answers over HTTP by the first digit of their status.",
                 {{"status", absl::StrCat(i, "xx")}},
                 static_cast<double>(statistics.responses[i]));
  }
  return page.Text();
}

// One of the pages for programs that watch over the server; 404 for any other.
HttpResponse SidePortImpl::Page(absl::string_view path) const {
  if (path == "/healthz") return Text(200, "ok\n");
  if (path == "/readyz") return Readiness();
  if (path == "/metrics") {
    return {200, {{"content-type", kMetricsType}}, MetricText()};
  }
  return Text(404,
              "There are /healthz, /readyz, /metrics, and each rpc at "
              "/SERVICE/RPC,\nfor example /weft.v1.GraphService/Ask\n");
}

void SidePortImpl::Handle(HttpRequest request,
                          std::shared_ptr<ResponseWriter> writer) {
  const absl::string_view path = SplitTarget(request.target).first;
  // Every rpc has a path of two parts.
  if (path.rfind('/') == 0) {
    if (request.method == "GET" || request.method == "HEAD") {
      return writer->Respond(Page(path));
    }
    HttpResponse response = Text(405, "use GET\n");
    response.headers.emplace_back("allow", "GET, HEAD");
    return writer->Respond(std::move(response));
  }
  if (!with_rpcs_) {
    return writer->Respond(ErrorResponse(absl::PermissionDeniedError(
        "this server knows its clients by their certificates, which cannot be "
        "shown here; call it over gRPC or HTTPS, or give it tokens too")));
  }
  absl::ReaderMutexLock lock(&mutex_);
  if (draining_) {
    return writer->Respond(ErrorResponse(
        WithReason(absl::UnavailableError("the server is shutting down"),
                   "SERVER_DRAINING")));
  }
  if (!offer_.has_value()) {
    return writer->Respond(ErrorResponse(absl::UnavailableError(
        "the server is starting; /readyz says when it is ready")));
  }
  offer_->rpcs.Handle(std::move(request), std::move(writer));
}

void SidePortImpl::BeginDrain() {
  {
    absl::MutexLock lock(&mutex_);
    draining_ = true;
  }
  server_->BeginDrain();
}

void SidePortImpl::Stop(absl::Duration grace) {
  if (server_ == nullptr) return;
  BeginDrain();
  server_->Stop(grace);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SidePort>> SidePort::Start(
    const SidePortOptions& options) {
  auto port = std::make_unique<SidePortImpl>(options);
  WEFT_RETURN_IF_ERROR(port->Listen(options));
  return port;
}

}  // namespace weft::service
