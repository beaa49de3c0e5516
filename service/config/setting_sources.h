// Settings from where they are given: the command line before the environment
// before the configuration file before the default.
//
// The file is TOML, with the keys of settings.h:
//
//   listen = "0.0.0.0:50051"
//   [tls]
//   cert = "/etc/weft/tls/server.pem"
//   [limits]
//   document = "64MiB"
//   calls_per_client = 100
//
// Each problem is a line of the error that begins with where it is:
// "/etc/weft/weft.toml:4: tls.cret: there is no such setting",
// "--drain-timeout: ...", "$WEFT_LISTEN: ...".
#ifndef WEFT_SERVICE_CONFIG_SETTING_SOURCES_H_
#define WEFT_SERVICE_CONFIG_SETTING_SOURCES_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/config/settings.h"

namespace weft::service {

struct SettingSources {
  // Key of a setting -> what the command line gives for it.
  std::map<std::string, std::string> flags;
  // The value of a variable, null or "" without one: std::getenv.
  std::function<const char*(const char* name)> environment;
  std::string file;  // "" for none
};

struct LoadedSettings {
  Settings settings;
  // Key of each setting that is not the default -> who says so: "--listen",
  // "$WEFT_LISTEN", "weft.toml:4".
  std::map<std::string, std::string> origins;

  // "weft.toml:4: tls.key: " and what is wrong with it, as InvalidArgument.
  absl::Status Problem(absl::string_view key, absl::string_view what) const;
};

// Errors: InvalidArgument with a line for each problem (unknown key, wrong
// value, broken TOML); those of ReadFile for the file.
absl::StatusOr<LoadedSettings> LoadSettings(const SettingSources& sources);

// All settings as a configuration file, with their origins as comments.
std::string PrintSettings(const LoadedSettings& loaded);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CONFIG_SETTING_SOURCES_H_
