#include "service/server/server_parts.h"

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/call_once.h"
#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "base/status.h"
#include "grpcpp/channel.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/channel_arguments.h"
#include "service/ask/asker.h"
#include "service/auth/audit_log.h"
#include "service/auth/token_store.h"
#include "service/ingest/ingester.h"
#include "service/log/logger.h"
#include "service/metrics/metric_page.h"
#include "service/metrics/process_metrics.h"
#include "service/server/admin_service.h"
#include "service/server/call_gate.h"
#include "service/server/call_guard.h"
#include "service/server/change_service.h"
#include "service/server/engine.h"
#include "service/server/extraction_service.h"
#include "service/server/graph_service.h"
#include "service/server/ingestion_service.h"
#include "service/server/listen_address.h"
#include "service/server/stage_metrics.h"
#include "service/server/store_metrics.h"
#include "service/server/workers.h"
#include "service/tls/credentials.h"
#include "service/tls/tls_files.h"

namespace weft::service {
namespace {

// Time for clients to read the end of their calls and to hang up: closing a
// connection at once could take from them what they have not read yet.
constexpr std::chrono::seconds kFarewell(1);

class ServerImpl final : public Server {
 public:
  ServerImpl(const ServerOptions& options, ServerParts parts,
             CallGuardOptions guard);
  ~ServerImpl() override { Drain(); }

  // Loads what is to be loaded and listens.
  absl::Status Run();

  int port() const override { return port_; }
  std::shared_ptr<grpc::Channel> InProcessChannel() override;
  bool serving() const override { return !gate_.closed(); }
  void AddMetrics(MetricPage& page) override;
  void Drain() override;
  void Wait() override { drained_.WaitForNotification(); }

 private:
  Engine MakeEngine();
  void Register(grpc::ServerBuilder* builder);
  absl::Status Listen(grpc::ServerBuilder* builder);
  void MarkServing(bool serving);
  void DrainOnce();
  void BeginToWarmUp();

  const ServerOptions options_;
  const std::unique_ptr<graphstore::Store> store_;
  // Outlives the extractor, which adds to it.
  const std::shared_ptr<extractor::StageTimes> stage_times_;
  LazyExtractor extractor_;
  Asker asker_;
  CallGuard guard_;
  CallGate gate_;
  Workers workers_;
  RunningWork running_;
  std::unique_ptr<Ingester> ingester_;  // null without a store

  ExtractionService extraction_service_;
  GraphService graph_service_;
  IngestionService ingestion_service_;
  AdminService admin_service_;
  ChangeService change_service_;

  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  std::thread warm_up_;  // ends soon when gate_ is closed
  absl::once_flag drain_once_;
  absl::Notification drained_;
};

std::unique_ptr<Ingester> MakeIngester(graphstore::Store* store,
                                       LazyExtractor& extractor, int threads) {
  if (store == nullptr) return nullptr;
  IngesterOptions options;
  options.threads = threads;
  return std::make_unique<Ingester>(*store, extractor, options);
}

ServerImpl::ServerImpl(const ServerOptions& options, ServerParts parts,
                       CallGuardOptions guard)
    : options_(options),
      store_(std::move(parts.store)),
      stage_times_(std::move(parts.stage_times)),
      extractor_(std::move(parts.extractor)),
      asker_(std::move(parts.analyzer)),
      guard_(std::move(guard)),
      ingester_(
          MakeIngester(store_.get(), extractor_, options.extraction_threads)),
      extraction_service_(MakeEngine()),
      graph_service_(MakeEngine()),
      ingestion_service_(MakeEngine()),
      admin_service_(MakeEngine()),
      change_service_(MakeEngine()) {}

Engine ServerImpl::MakeEngine() {
  return {store_.get(), ingester_.get(), &extractor_, &guard_,        &gate_,
          &workers_,    &asker_,         &running_,   options_.limits};
}

absl::Status ServerImpl::Run() {
  if (options_.load_extractor_eagerly) {
    WEFT_RETURN_IF_ERROR(extractor_.Get().status());
  }
  grpc::ServerBuilder builder;
  Register(&builder);
  if (!options_.listen.empty()) WEFT_RETURN_IF_ERROR(Listen(&builder));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || (!options_.listen.empty() && port_ == 0)) {
    return absl::UnavailableError(
        "cannot listen on " + options_.listen +
        "; choose another port with --listen (port 0 takes a free one)");
  }
  MarkServing(true);
  if (options_.fill_cache && store_ != nullptr) BeginToWarmUp();
  return absl::OkStatus();
}

// Beside the first calls, which would be the slower the longer they waited. Who
// asks gets the error of a database that cannot be read.
void ServerImpl::BeginToWarmUp() {
  warm_up_ = std::thread([this] {
    store_->WarmUp([this] { return gate_.closed(); }).IgnoreError();
  });
}

void ServerImpl::Register(grpc::ServerBuilder* builder) {
  builder->RegisterService(&extraction_service_);
  builder->RegisterService(&graph_service_);
  builder->RegisterService(&ingestion_service_);
  builder->RegisterService(&admin_service_);
  builder->RegisterService(&change_service_);
  builder->SetMaxReceiveMessageSize(options_.limits.message_bytes);
  // Extract answers with many times the size of its text.
  builder->SetMaxSendMessageSize(-1);
  // By default Linux lets several servers share a port, and each gets some of
  // the calls.
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // A client whose machine has gone without a word is asked for, and its calls
  // end: a stream that waits for it would keep its place for hours.
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
}

absl::Status ServerImpl::Listen(grpc::ServerBuilder* builder) {
  WEFT_ASSIGN_OR_RETURN(const ListenAddress address,
                        ParseListenAddress(options_.listen));
  WEFT_RETURN_IF_ERROR(CheckPortIsFree(address));
  std::shared_ptr<grpc::ServerCredentials> credentials =
      grpc::InsecureServerCredentials();
  if (!options_.tls.certificate.empty()) {
    WEFT_ASSIGN_OR_RETURN(credentials, TlsServerCredentials(options_.tls));
  }
  builder->AddListeningPort(address.ToString(), credentials, &port_);
  return absl::OkStatus();
}

void ServerImpl::MarkServing(bool serving) {
  grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
  if (health == nullptr) return;
  health->SetServingStatus(serving);
  for (const char* service : {v1::ExtractionService::service_full_name(),
                              v1::GraphService::service_full_name(),
                              v1::IngestionService::service_full_name(),
                              v1::AdminService::service_full_name(),
                              v1::ChangeService::service_full_name()}) {
    health->SetServingStatus(service, serving);
  }
}

std::shared_ptr<grpc::Channel> ServerImpl::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void ServerImpl::AddMetrics(MetricPage& page) {
  guard_.metrics().AddTo(page);
  running_.AddTo(page);
  if (store_ != nullptr) {
    ingester_->metrics().AddTo(page);
    AddStoreMetrics(*store_, page);
  }
  if (stage_times_ != nullptr) AddStageMetrics(*stage_times_, page);
  AddProcessMetrics(page);
}

void ServerImpl::Drain() {
  absl::call_once(drain_once_, [this] { DrainOnce(); });
}

void ServerImpl::DrainOnce() {
  if (server_ != nullptr) {
    MarkServing(false);
    gate_.Close();
    ingestion_service_.Drain();
    // Health is answered meanwhile: a balancer sees NOT_SERVING and goes
    // elsewhere.
    gate_.WaitUntilIdle(options_.drain_timeout);
    // Whatever still runs then is cancelled: calls that took too long, watchers
    // of the health.
    server_->Shutdown(std::chrono::system_clock::now() + kFarewell);
    server_->Wait();
    if (warm_up_.joinable()) warm_up_.join();
  }
  drained_.Notify();
}

absl::StatusOr<CallGuardOptions> MakeGuard(const ServerOptions& options) {
  CallGuardOptions guard;
  guard.log = options.log;
  guard.limits = options.client_limits;
  if (!options.token_file.empty()) {
    WEFT_ASSIGN_OR_RETURN(
        guard.tokens,
        TokenStore::Open(options.token_file, [log = options.log](
                                                 const absl::Status& problem) {
          if (log == nullptr) return;
          log->Log(LogLevel::kError,
                   "the tokens cannot be read again; those "
                   "of before stay in force",
                   {{"error", std::string(problem.message())}});
        }));
  }
  if (!options.audit_log.empty()) {
    WEFT_ASSIGN_OR_RETURN(guard.audit, AuditLog::Open(options.audit_log));
  }
  return guard;
}

}  // namespace

absl::Status CheckOptions(const ServerOptions& options) {
  WEFT_RETURN_IF_ERROR(CheckTlsFiles(options.tls));
  if (options.tls.certificate.empty() && !options.tls.authorities.empty()) {
    return absl::InvalidArgumentError(
        "clients cannot show a certificate to a server that has none; give "
        "--tls-cert and --tls-key too");
  }
  if (options.listen.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(const ListenAddress address,
                        ParseListenAddress(options.listen));
  return CheckReach(address, !options.tls.certificate.empty(),
                    options.insecure);
}

absl::StatusOr<std::unique_ptr<Server>> StartServer(
    const ServerOptions& options, ServerParts parts) {
  WEFT_RETURN_IF_ERROR(CheckOptions(options));
  WEFT_ASSIGN_OR_RETURN(CallGuardOptions guard, MakeGuard(options));
  // Both are plug-ins of every server that is built after this.
  static absl::once_flag plugins;
  absl::call_once(plugins, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
  auto server =
      std::make_unique<ServerImpl>(options, std::move(parts), std::move(guard));
  WEFT_RETURN_IF_ERROR(server->Run());
  return server;
}

}  // namespace weft::service
