#include "service/cli/serve_settings.h"

#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "service/auth/token_file.h"
#include "service/config/settings.h"
#include "service/log/logger.h"
#include "service/remote/remote_extractor.h"
#include "service/server/listen_address.h"
#include "service/server/server_parts.h"
#include "service/tls/tls_files.h"

namespace weft::service {
namespace {

bool IsGlobalOption(const SettingRow& row) {
  return row.key == "db" || row.key == "model";
}

bool IsSwitch(const SettingRow& row) {
  return std::holds_alternative<bool Settings::*>(row.member);
}

std::string HelpOf(const SettingRow& row) {
  const std::string standard = SettingText(row, Settings());
  return standard.empty() ? std::string(row.help)
                          : absl::StrCat(row.help, " [", standard, "]");
}

// An error of the setting `key`, with its place.
absl::Status Locate(const LoadedSettings& loaded, absl::string_view key,
                    const absl::Status& status) {
  return status.ok() ? status : loaded.Problem(key, status.message());
}

absl::Status CheckListen(const Settings& settings) {
  WEFT_ASSIGN_OR_RETURN(const ListenAddress address,
                        ParseListenAddress(settings.listen));
  return CheckReach(address, !settings.tls_cert.empty(), settings.insecure);
}

absl::Status CheckExtractor(const ServerOptions& options) {
  if (options.extractor.address.empty()) return absl::OkStatus();
  return NewRemoteExtractor(options.extractor).status();
}

absl::Status CheckTokens(const Settings& settings) {
  if (settings.tokens.empty()) return absl::OkStatus();
  return ReadTokenFile(settings.tokens).status();
}

ServerOptions ToServerOptions(const Settings& settings) {
  ServerOptions options;
  options.database = settings.db;
  options.model_path = settings.model;
  options.cache_bytes = static_cast<size_t>(settings.cache.bytes);
  options.fill_cache = true;
  if (settings.keep_changes > absl::ZeroDuration()) {
    options.change_lifetime = settings.keep_changes;
  }
  options.one_at_a_time = settings.one_at_a_time;
  options.archive = settings.archive;
  if (settings.archive_keep > absl::ZeroDuration()) {
    options.archive_keep = settings.archive_keep;
  }
  options.listen = settings.listen;
  options.insecure = settings.insecure;
  options.tls = {settings.tls_cert, settings.tls_key, settings.tls_client_ca};
  options.token_file = settings.tokens;
  options.audit_log = settings.audit_log;
  options.log = std::make_shared<Logger>(Logger::ToStandardError(
      ParseLogLevel(settings.log_level).value_or(LogLevel::kInfo),
      settings.log_format == "json"));
  options.limits.message_bytes =
      static_cast<int>(settings.limits_message.bytes);
  options.limits.document_bytes =
      static_cast<size_t>(settings.limits_document.bytes);
  options.limits.batch_triples = static_cast<size_t>(settings.limits_batch);
  options.client_limits = {settings.limits_calls_per_client,
                           settings.limits_streams_per_client,
                           settings.limits_requests_per_second};
  options.extractor.address = settings.extractor;
  options.extractor.authorities = settings.extractor_ca;
  options.extractor.token_file = settings.extractor_token_file;
  options.extractor.insecure = settings.insecure;
  options.extractor.timeout = settings.extractor_timeout;
  options.extractor.attempts = static_cast<int>(settings.extractor_attempts);
  options.extraction_threads = static_cast<int>(settings.extraction_threads);
  options.drain_timeout = settings.drain_timeout;
  return options;
}

// A certificate that ends within this time is told of.
constexpr absl::Duration kExpiryNotice = absl::Hours(24 * 30);

void LogExpiry(const std::string& certificate, const Logger& log) {
  const auto end = CertificateExpiry(certificate);
  if (!end.ok() || *end - absl::Now() > kExpiryNotice) return;
  log.Log(LogLevel::kWarning, "the certificate ends soon, or has ended",
          {{"file", certificate}, {"end", absl::FormatTime(*end)}});
}

}  // namespace

void SettingFlags::Add(OptionSet& options) {
  for (const SettingRow& row : SettingRows()) {
    if (IsGlobalOption(row)) continue;
    Flag& flag = flags_.emplace_back();
    flag.key = std::string(row.key);
    if (IsSwitch(row)) {
      options.AddFlag(row.Flag(), flag.on, std::string(row.help));
    } else {
      options.AddTexts(row.Flag(), flag.texts, std::string(row.form),
                       HelpOf(row));
    }
  }
}

std::map<std::string, std::string> SettingFlags::Given() const {
  std::map<std::string, std::string> given;
  for (const Flag& flag : flags_) {
    if (flag.on) given[flag.key] = "true";
    if (!flag.texts.empty()) given[flag.key] = flag.texts.back();
  }
  return given;
}

absl::StatusOr<ServePlan> PlanServe(const LoadedSettings& loaded) {
  const Settings& settings = loaded.settings;
  ServePlan plan = {ToServerOptions(settings), {}};
  plan.http.listen = settings.http;
  plan.http.origins = settings.http_origins;
  plan.http.insecure = settings.insecure;
  if (!settings.http_plain) plan.http.tls = plan.server.tls;
  // A client of plain HTTP has no certificate to show.
  plan.http.with_rpcs = settings.tls_client_ca.empty() ||
                        !settings.tokens.empty() || !settings.http_plain;
  WEFT_RETURN_IF_ERROR(Locate(loaded, "listen", CheckListen(settings)));
  WEFT_RETURN_IF_ERROR(Locate(loaded, "http", CheckServeHttp(plan.http)));
  WEFT_RETURN_IF_ERROR(Locate(loaded, "tls.cert", CheckOptions(plan.server)));
  WEFT_RETURN_IF_ERROR(Locate(loaded, "tokens", CheckTokens(settings)));
  WEFT_RETURN_IF_ERROR(
      Locate(loaded, "extractor", CheckExtractor(plan.server)));
  return plan;
}

void LogServing(const ServePlan& plan, const std::string& address,
                const std::string& http) {
  const ServerOptions& server = plan.server;
  const Logger& log = *server.log;
  log.Log(
      LogLevel::kInfo, "serving",
      {{"address", address},
       {"http", http},
       {"database", server.database},
       {"encrypted", server.tls.certificate.empty() ? "no" : "yes"},
       {"client_certificates", server.tls.authorities.empty() ? "no" : "yes"},
       {"tokens", server.token_file.empty() ? "no" : "yes"},
       {"audit_log", server.audit_log}});
  if (server.insecure) {
    log.Log(LogLevel::kWarning,
            "insecure: what is sent over the network can be read and changed");
  }
  const auto listen = ParseListenAddress(server.listen);
  if (listen.ok() && !listen->IsLoopback() && server.token_file.empty() &&
      server.tls.authorities.empty()) {
    log.Log(LogLevel::kWarning,
            "everyone who reaches this port may read and write; tokens or "
            "tls.client_ca change that");
  }
  if (!server.tls.certificate.empty()) LogExpiry(server.tls.certificate, log);
}

}  // namespace weft::service
