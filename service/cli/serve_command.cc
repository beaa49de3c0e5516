#include "service/cli/serve_command.h"

#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_set.h"
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
    int signal = 0;
    while (sigwait(&set_, &signal) != 0) {
    }
  }

 private:
  sigset_t set_;
};

class ServeCommand : public Command {
 public:
  std::string name() const override { return "serve"; }
  std::string summary() const override { return "The database over gRPC"; }
  std::string examples() const override {
    return R"(  weft serve                                    ./weft.db on 127.0.0.1:50051
  weft serve --db news.db --listen 127.0.0.1:0  a free port; it is printed
  weft facts --subject DeepSeek --server 127.0.0.1:50051

Ctrl-C lets running calls finish; a second one does not.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddText("--listen", listen_,
                    "HOST:PORT; port 0 takes a free one [127.0.0.1:50051]");
  }

  absl::Status Run(Context& context) override {
    const StopSignals signals;
    // Whoever read the first line may be gone.
    std::signal(SIGPIPE, SIG_IGN);
    ServerOptions server_options;
    server_options.database = context.global.database;
    server_options.model_path = context.global.model;
    server_options.listen = listen_;
    WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Server> server,
                          Server::Start(server_options));
    const std::string host = listen_.substr(0, listen_.rfind(':'));
    context.out << "weft: listening on " << host << ":" << server->port()
                << "\n"
                << std::flush;
    signals.Wait();
    context.Note("finishing running calls; a second signal ends them");
    std::thread([signals] {
      signals.Wait();
      _exit(1);
    }).detach();
    server->Drain();
    // That nobody reads standard output any more is no failure of a server.
    context.out.clear();
    return absl::OkStatus();
  }

 private:
  std::string listen_ = "127.0.0.1:50051";
};

}  // namespace

std::unique_ptr<Command> NewServeCommand() {
  return std::make_unique<ServeCommand>();
}

}  // namespace weft::service
