#include "service/config/settings.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace weft::service {
namespace {

constexpr int64_t kMebibyte = int64_t{1} << 20;
constexpr int64_t kDay = 24 * 60 * 60;

const std::vector<SettingRow>& Rows() {
  static const auto* const rows = new std::vector<SettingRow>{
      {"db", "DIR", "Folder of the database", &Settings::db},
      {"model", "FILE", "Model file in place of the one that is built in",
       &Settings::model},
      {"cache", "BYTES",
       "Memory for blocks and edges of the database and for its latest writes; "
       "more makes reads of large graphs faster",
       &Settings::cache, 16 * kMebibyte, INT64_MAX},
      {"keep_changes", "TIME",
       "How far back clients can watch changes; 0 keeps all",
       &Settings::keep_changes, 0, 3650 * kDay},
      {"one_at_a_time", "RELATIONS",
       "Relations in which a later fact ends an earlier one, with commas, "
       "beside those that \"weft stats\" shows: lead for one object a subject, "
       "<lead for one subject an object, -<lead to take that back",
       &Settings::one_at_a_time},
      {"archive", "DIR",
       "Also write down here, best on another disk, all that is written: "
       "\"weft restore DIR --to\" makes any state of the database again",
       &Settings::archive},
      {"archive_keep", "TIME", "How far back that goes; 0 keeps all",
       &Settings::archive_keep, 0, 36500 * kDay},
      {"listen", "HOST:PORT",
       "Where to listen; port 0 takes a free one. An address that is not this "
       "machine's own (127.0.0.1) needs tls.cert and tls.key, or insecure",
       &Settings::listen},
      {"http", "HOST:PORT",
       "HTTP with JSON, /metrics, /healthz; empty for none. With tls.cert it "
       "is HTTPS, and clients need the certificates of tls.client_ca",
       &Settings::http},
      {"http_plain", "",
       "No encryption for HTTP though there is a certificate: for a proxy or "
       "what watches over the server on this machine",
       &Settings::http_plain},
      {"http_origins", "URLS",
       "Web pages that may call, with commas: http://localhost:3000",
       &Settings::http_origins},
      {"insecure", "",
       "Serve other machines without encryption: whoever can reach the port "
       "sees and changes everything, tokens included",
       &Settings::insecure},

      {"tls.cert", "FILE", "Certificate chain of the server (PEM)",
       &Settings::tls_cert},
      {"tls.key", "FILE", "Its private key (PEM)", &Settings::tls_key},
      {"tls.client_ca", "FILE",
       "Clients need a certificate of one of these authorities (PEM)",
       &Settings::tls_client_ca},
      {"tokens", "FILE",
       "Clients need a token of this file (\"weft token create\")",
       &Settings::tokens},
      {"audit_log", "FILE", "Records who changed what, a JSON object a line",
       &Settings::audit_log},

      {"log.level",
       "LEVEL",
       "debug also records calls that succeed",
       &Settings::log_level,
       0,
       0,
       {"debug", "info", "warning", "error"}},
      {"log.format",
       "FORMAT",
       "Form of the log on standard error",
       &Settings::log_format,
       0,
       0,
       {"text", "json"}},

      {"limits.message", "BYTES", "Largest request", &Settings::limits_message,
       1024, 2047 * kMebibyte},
      {"limits.document", "BYTES", "Largest document",
       &Settings::limits_document, 1, 2047 * kMebibyte},
      {"limits.batch", "COUNT", "Most triples in one message",
       &Settings::limits_batch, 1, INT64_MAX},
      {"limits.calls_per_client", "COUNT",
       "Most calls of one client at the same time; 0 for any number",
       &Settings::limits_calls_per_client, 0, INT64_MAX},
      {"limits.streams_per_client", "COUNT",
       "Most of them that are streams; 0 for any number",
       &Settings::limits_streams_per_client, 0, INT64_MAX},
      {"limits.requests_per_second", "COUNT",
       "Most calls that one client begins in a second; 0 for any number",
       &Settings::limits_requests_per_second, 0, INT64_MAX},

      {"extractor", "HOST:PORT",
       "A server that implements ExtractionService, in place of the extractor "
       "that is built in",
       &Settings::extractor},
      {"extractor_ca", "FILE",
       "Authorities of that server's certificate (PEM); without it the "
       "connection is not encrypted",
       &Settings::extractor_ca},
      {"extractor_token_file", "FILE", "Holds the token for that server",
       &Settings::extractor_token_file},
      {"extractor_timeout", "TIME", "For one document and one attempt",
       &Settings::extractor_timeout, 1, kDay},
      {"extractor_attempts", "COUNT",
       "How often a document is sent to a server that cannot be reached",
       &Settings::extractor_attempts, 1, 100},

      {"extraction_threads", "COUNT", "0 for one a core",
       &Settings::extraction_threads, 0, 4096},
      {"drain_timeout", "TIME", "How long running calls may take to finish",
       &Settings::drain_timeout, 0, kDay},
  };
  return *rows;
}

absl::Status Bad(absl::string_view text, absl::string_view right) {
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is wrong here; give ", right));
}

std::string Range(const SettingRow& row, absl::string_view unit) {
  if (row.most == INT64_MAX) {
    return absl::StrCat("at least ", row.least, unit);
  }
  return absl::StrCat(row.least, unit, " to ", row.most, unit);
}

bool Within(const SettingRow& row, int64_t value) {
  return row.least <= value && value <= row.most;
}

constexpr std::pair<absl::string_view, int64_t> kUnits[] = {
    {"KiB", int64_t{1} << 10},
    {"MiB", int64_t{1} << 20},
    {"GiB", int64_t{1} << 30},
    {"", 1},
};

// Reads a text by the type of the member.
struct Reader {
  const SettingRow& row;
  const absl::string_view text;
  Settings& out;

  absl::Status operator()(std::string Settings::*member) const {
    if (!row.choices.empty() &&
        std::find(row.choices.begin(), row.choices.end(), text) ==
            row.choices.end()) {
      return Bad(text, absl::StrJoin(row.choices, ", "));
    }
    out.*member = std::string(text);
    return absl::OkStatus();
  }

  absl::Status operator()(bool Settings::*member) const {
    if (!absl::SimpleAtob(text, &(out.*member))) {
      return Bad(text, "true or false");
    }
    return absl::OkStatus();
  }

  absl::Status operator()(int64_t Settings::*member) const {
    int64_t value = 0;
    if (!absl::SimpleAtoi(text, &value) || !Within(row, value)) {
      return Bad(text, absl::StrCat("a number, ", Range(row, "")));
    }
    out.*member = value;
    return absl::OkStatus();
  }

  absl::Status operator()(ByteSize Settings::*member) const {
    for (const auto& [unit, bytes] : kUnits) {
      absl::string_view number = text;
      int64_t value = 0;
      if (!absl::ConsumeSuffix(&number, unit) ||
          !absl::SimpleAtoi(number, &value)) {
        continue;
      }
      if (value < 0 || value > INT64_MAX / bytes ||
          !Within(row, value * bytes)) {
        break;
      }
      (out.*member).bytes = value * bytes;
      return absl::OkStatus();
    }
    return Bad(text,
               absl::StrCat("a size such as 64MiB, ", Range(row, " bytes")));
  }

  absl::Status operator()(absl::Duration Settings::*member) const {
    absl::Duration value;
    if (!absl::ParseDuration(text, &value) ||
        value < absl::Seconds(row.least) || value > absl::Seconds(row.most)) {
      return Bad(text, absl::StrCat("a time such as 30s or 5m, ",
                                    Range(row, " seconds")));
    }
    out.*member = value;
    return absl::OkStatus();
  }
};

struct Printer {
  const Settings& in;

  std::string operator()(std::string Settings::*member) const {
    return in.*member;
  }
  std::string operator()(bool Settings::*member) const {
    return in.*member ? "true" : "false";
  }
  std::string operator()(int64_t Settings::*member) const {
    return absl::StrCat(in.*member);
  }
  std::string operator()(ByteSize Settings::*member) const {
    const int64_t bytes = (in.*member).bytes;
    if (bytes % kMebibyte != 0) return absl::StrCat(bytes);
    return absl::StrCat(bytes / kMebibyte, "MiB");
  }
  std::string operator()(absl::Duration Settings::*member) const {
    return absl::FormatDuration(in.*member);
  }
};

}  // namespace

std::string SettingRow::Flag() const {
  return absl::StrCat("--", absl::StrReplaceAll(key, {{".", "-"}, {"_", "-"}}));
}

std::string SettingRow::Environment() const {
  return absl::StrCat(
      "WEFT_", absl::AsciiStrToUpper(absl::StrReplaceAll(key, {{".", "_"}})));
}

absl::Span<const SettingRow> SettingRows() { return Rows(); }

const SettingRow* FindSetting(absl::string_view key) {
  for (const SettingRow& row : Rows()) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

absl::Status SetSetting(const SettingRow& row, absl::string_view text,
                        Settings* settings) {
  return std::visit(Reader{row, text, *settings}, row.member);
}

std::string SettingText(const SettingRow& row, const Settings& settings) {
  return std::visit(Printer{settings}, row.member);
}

}  // namespace weft::service
