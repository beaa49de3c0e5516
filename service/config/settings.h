// What a server goes by: every setting with its default, in one struct, and
// the one table that says what each is called.
//
// A setting has one name in three spellings: the key `tls.client_ca` of the
// configuration file is the flag --tls-client-ca and the variable
// $WEFT_TLS_CLIENT_CA. Nothing in here is a secret: keys and tokens are named
// by the files that hold them, so settings may be printed and logged.
#ifndef WEFT_SERVICE_CONFIG_SETTINGS_H_
#define WEFT_SERVICE_CONFIG_SETTINGS_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace weft::service {

struct ByteSize {
  int64_t bytes = 0;
};

struct Settings {
  std::string db = "./weft.db";
  std::string model;  // "" for the one that is built in
  ByteSize cache = {int64_t{64} << 20};
  absl::Duration keep_changes = absl::Hours(24 * 7);
  std::string one_at_a_time;
  std::string archive;  // "" for none
  absl::Duration archive_keep = absl::Hours(24 * 30);
  std::string listen = "127.0.0.1:50051";
  std::string http = "127.0.0.1:8080";  // "" for none
  bool http_plain = false;
  std::string http_origins;
  bool insecure = false;

  std::string tls_cert;
  std::string tls_key;
  std::string tls_client_ca;
  std::string tokens;
  std::string audit_log;

  std::string log_level = "info";
  std::string log_format = "text";

  ByteSize limits_message = {int64_t{72} << 20};
  ByteSize limits_document = {int64_t{64} << 20};
  int64_t limits_batch = 1'000'000;
  int64_t limits_calls_per_client = 1024;
  int64_t limits_streams_per_client = 256;
  int64_t limits_requests_per_second = 0;

  std::string extractor;  // "" for the one that is built in
  std::string extractor_ca;
  std::string extractor_token_file;
  absl::Duration extractor_timeout = absl::Seconds(60);
  int64_t extractor_attempts = 4;

  int64_t extraction_threads = 0;
  absl::Duration drain_timeout = absl::Seconds(30);
};

// Where a value goes.
using SettingMember =
    std::variant<std::string Settings::*, bool Settings::*, int64_t Settings::*,
                 ByteSize Settings::*, absl::Duration Settings::*>;

struct SettingRow {
  absl::string_view key;   // "tls.client_ca"
  absl::string_view form;  // "FILE"; "" for yes or no
  absl::string_view help;  // one line
  SettingMember member;
  // Of numbers, in units of the member (bytes, seconds).
  int64_t least = 0;
  int64_t most = INT64_MAX;
  // Of texts; empty for any.
  std::vector<absl::string_view> choices = {};

  std::string Flag() const;         // "--tls-client-ca"
  std::string Environment() const;  // "WEFT_TLS_CLIENT_CA"
};

// In the order in which people want to read them.
absl::Span<const SettingRow> SettingRows();

// Null for a key that is not in the table.
const SettingRow* FindSetting(absl::string_view key);

// Reads `text` into the member: "64MiB", "30s", "yes". InvalidArgument says
// what would be right.
absl::Status SetSetting(const SettingRow& row, absl::string_view text,
                        Settings* settings);

// The value as SetSetting() takes it.
std::string SettingText(const SettingRow& row, const Settings& settings);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CONFIG_SETTINGS_H_
