// From settings to a server: the settings as options of a command line, and as
// the options that a server starts with.
#ifndef WEFT_SERVICE_CLI_SERVE_SETTINGS_H_
#define WEFT_SERVICE_CLI_SERVE_SETTINGS_H_

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/cli/command/option_set.h"
#include "service/cli/serve_http.h"
#include "service/config/setting_sources.h"
#include "service/server/server.h"

namespace weft::service {

// A flag for each setting, but --db and --model, which every command has.
class SettingFlags {
 public:
  void Add(OptionSet& options);
  // What was given: key of a setting -> value.
  std::map<std::string, std::string> Given() const;

 private:
  struct Flag {
    std::string key;
    std::vector<std::string> texts;  // the last one counts
    bool on = false;
  };
  std::deque<Flag> flags_;  // keeps its elements where they are
};

// What to run for these settings.
struct ServePlan {
  ServerOptions server;
  ServeHttpOptions http;
};

// Errors as InvalidArgument with the place of the setting: an address that
// cannot be, or would serve others without encryption; certificates and tokens
// that cannot be read.
absl::StatusOr<ServePlan> PlanServe(const LoadedSettings& loaded);

// Tells the log of the server what is being served, and how safely. `address`
// and `http` are where it listens, `http` is "" where there is no HTTP.
void LogServing(const ServePlan& plan, const std::string& address,
                const std::string& http);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SERVE_SETTINGS_H_
