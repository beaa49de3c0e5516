#include "service/cli/serve_command.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "service/cli/command/option_set.h"
#include "service/cli/free_memory.h"
#include "service/cli/serve_http.h"
#include "service/cli/serve_settings.h"
#include "service/config/setting_sources.h"
#include "service/server/server.h"

namespace weft::service {
namespace {

// SIGINT and SIGTERM, blocked in this thread and in all that it starts, so
// that one thread can wait for them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  void Wait() const {
    while (!WaitFor(absl::Hours(1))) {
    }
  }

  // Whether a signal came within this time.
  bool WaitFor(absl::Duration time) const {
    const timespec timeout = absl::ToTimespec(time);
    return sigtimedwait(&set_, nullptr, &timeout) > 0;
  }

 private:
  sigset_t set_;
};

// By default the allocator has eight areas a core, and what is freed in one is
// of no use to the threads of the others: after 3 minutes of mixed load on two
// cores a server held 149 MiB with 16 areas, 105 with 2. Large pieces, such as
// those of the latest writes, are mapped one by one and go back whole; by
// default the limit of "large" rises to 32 MiB.
void LimitAllocator() {
  constexpr int kMappedBytes = 512 << 10;
  mallopt(M_ARENA_MAX,
          std::max(2, static_cast<int>(std::thread::hardware_concurrency())));
  mallopt(M_MMAP_THRESHOLD, kMappedBytes);
}

// Between two looks whether there is memory to give back.
constexpr absl::Duration kLookEvery = absl::Seconds(1);

// "HOST:PORT" with the port that was taken.
std::string WithPort(const std::string& listen, int port) {
  return absl::StrCat(listen.substr(0, listen.rfind(':')), ":", port);
}

// For answers of the last calls to be read.
constexpr absl::Duration kHttpFarewell = absl::Seconds(2);

class ServeCommand : public Command {
 public:
  std::string name() const override { return "serve"; }
  std::string summary() const override {
    return "The database over gRPC and HTTP";
  }
  std::string examples() const override {
    return R"(  weft serve                                    ./weft.db on 127.0.0.1:50051
  weft serve --db news.db --listen 127.0.0.1:0  a free port; it is printed
  curl -H 'Content-Type: application/json' -d '{"question": "Who founded DeepSeek?"}' http://127.0.0.1:8080/weft.v1.GraphService/Ask
  weft facts --subject DeepSeek --server 127.0.0.1:50051
  weft serve --listen 0.0.0.0:50051 --tls-cert server.pem --tls-key server.key --tokens tokens
  weft serve --config /etc/weft/weft.toml --print-config

Each setting is a flag, a variable (--tls-cert is $WEFT_TLS_CERT) and a key of
the configuration file (cert in [tls]); they count in this order.
Ctrl-C lets running calls finish; a second one does not.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddTexts("--config", config_, "FILE",
                     "Settings in TOML, before which flags and the "
                     "environment go [$WEFT_CONFIG]");
    options.AddFlag("--print-config", print_,
                    "Print all settings with their origins and exit");
    flags_.Add(options);
  }

  absl::Status Run(Context& context) override {
    if (context.global.server_given) {
      return UsageError(
          "serve is a server, and takes no --server; --listen says where it "
          "listens");
    }
    WEFT_ASSIGN_OR_RETURN(const LoadedSettings loaded, Load(context.global));
    if (print_) context.out << PrintSettings(loaded);
    WEFT_ASSIGN_OR_RETURN(const ServePlan plan, PlanServe(loaded));
    return print_ ? absl::OkStatus() : Serve(plan, context);
  }

 private:
  absl::StatusOr<LoadedSettings> Load(const GlobalOptions& global) const {
    SettingSources sources;
    sources.flags = flags_.Given();
    sources.environment = [](const char* name) { return std::getenv(name); };
    const char* file = std::getenv("WEFT_CONFIG");
    sources.file = file == nullptr ? "" : file;
    if (!config_.empty()) sources.file = config_.back();
    if (global.database_given) sources.flags["db"] = global.database;
    if (!global.model.empty()) sources.flags["model"] = global.model;
    return LoadSettings(sources);
  }

  absl::Status Serve(const ServePlan& plan, Context& context) {
    LimitAllocator();
    const StopSignals signals;
    // Whoever read the first line may be gone.
    std::signal(SIGPIPE, SIG_IGN);
    std::unique_ptr<Server> server;
    // First: opening a database after a crash may take a while, and whoever
    // watches over the server is to see that it is starting.
    WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<SidePort> http,
                          StartHttp(plan.http, context));
    WEFT_ASSIGN_OR_RETURN(server, Server::Start(plan.server));
    if (http != nullptr) OfferServer(*server, *http);
    Announce(plan, *server, http.get(), context.out);
    FreeMemory memory;
    while (!signals.WaitFor(kLookEvery)) memory.ReturnIfGrown();
    plan.server.log->Log(LogLevel::kInfo,
                         "finishing running calls; a second signal ends them");
    std::thread([signals] {
      signals.Wait();
      _exit(1);
    }).detach();
    if (http != nullptr) http->BeginDrain();
    server->Drain();
    if (http != nullptr) http->Stop(kHttpFarewell);
    // That nobody reads standard output any more is no failure of a server.
    context.out.clear();
    return absl::OkStatus();
  }

  // The usual port may be another server's; one that was asked for may not.
  static absl::StatusOr<std::unique_ptr<SidePort>> StartHttp(
      const ServeHttpOptions& options, Context& context) {
    auto http = StartServeHttp(options);
    if (absl::IsUnavailable(http.status()) && options.listen == kDefaultHttp) {
      context.Note(absl::StrCat("no HTTP: ", http.status().message()));
      return std::unique_ptr<SidePort>();
    }
    return http;
  }

  static void Announce(const ServePlan& plan, const Server& server,
                       const SidePort* http, std::ostream& out) {
    const std::string address = WithPort(plan.server.listen, server.port());
    out << "weft: listening on " << address << "\n";
    std::string page;
    if (http != nullptr) {
      page = WithPort(plan.http.listen, http->port());
      out << "weft: HTTP on "
          << (plan.http.tls.certificate.empty() ? "http://" : "https://")
          << page << "\n";
    }
    out << std::flush;
    LogServing(plan, address, page);
  }

  std::vector<std::string> config_;  // the last one counts
  bool print_ = false;
  SettingFlags flags_;
};

}  // namespace

std::unique_ptr<Command> NewServeCommand() {
  return std::make_unique<ServeCommand>();
}

}  // namespace weft::service
