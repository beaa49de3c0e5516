#include "service/cli/embedded.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/client/bearer.h"
#include "service/client/channel.h"
#include "service/client/client.h"
#include "service/server/server.h"

namespace weft::service {
namespace {

class RemoteBackend : public Backend {
 public:
  explicit RemoteBackend(std::unique_ptr<Client> client)
      : client_(std::move(client)) {}
  const Client& client() const override { return *client_; }

 private:
  std::unique_ptr<Client> client_;
};

class EmbeddedBackend : public Backend {
 public:
  explicit EmbeddedBackend(std::unique_ptr<Server> server)
      : server_(std::move(server)),
        client_(server_->InProcessChannel(), "the embedded database") {}
  const Client& client() const override { return client_; }

 private:
  // In this order: the client goes before the server.
  std::unique_ptr<Server> server_;
  Client client_;
};

absl::Status CheckThere(const std::string& database) {
  std::error_code error;
  if (std::filesystem::exists(database, error)) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat(
      database,
      ": there is no database here; \"weft ingest PATH\" makes one, "
      "--db DIR names another, --server HOST:PORT a server"));
}

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

ServerOptions OptionsFor(const GlobalOptions& options, Need need) {
  ServerOptions server;
  server.model_path = options.model;
  server.load_extractor_eagerly =
      need == Need::kExtraction || need == Need::kWrite;
  server.create_database = need == Need::kWrite || need == Need::kLoad;
  if (need != Need::kExtraction) server.database = options.database;
  server.one_at_a_time = Environment("WEFT_ONE_AT_A_TIME");
  return server;
}

absl::StatusOr<std::unique_ptr<Backend>> Connect(const GlobalOptions& global) {
  // Of a server that is there; one that only starts is the caller's to wait
  // for.
  constexpr absl::Duration kPatience = absl::Seconds(5);
  ChannelOptions options;
  options.tls = {global.tls_cert, global.tls_key, global.tls_ca};
  options.insecure = Environment("WEFT_INSECURE") == "true";
  if (!global.token_file.empty()) {
    WEFT_ASSIGN_OR_RETURN(options.token, ReadToken(global.token_file));
  } else {
    options.token = Environment("WEFT_TOKEN");
  }
  WEFT_ASSIGN_OR_RETURN(auto channel,
                        OpenChannel(global.server, kPatience, options));
  return std::make_unique<RemoteBackend>(
      std::make_unique<Client>(std::move(channel), global.server));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Backend>> OpenServer(
    const GlobalOptions& options, Need need) {
  if (!options.server.empty()) return Connect(options);
  if (need == Need::kRead) {
    WEFT_RETURN_IF_ERROR(CheckThere(options.database));
  }
  WEFT_ASSIGN_OR_RETURN(auto server, Server::Start(OptionsFor(options, need)));
  return std::make_unique<EmbeddedBackend>(std::move(server));
}

}  // namespace weft::service
