// What a server tells of itself while it runs: a line for each event, for
// people or for programs.
//
//   text  2026-01-31T12:00:00.123Z info listening address=127.0.0.1:50051
//   json  {"time":"...","level":"info","message":"listening","address":"..."}
//
// Fields never hold secrets or contents of documents: whoever writes one sees
// to that.
#ifndef WEFT_SERVICE_LOG_LOGGER_H_
#define WEFT_SERVICE_LOG_LOGGER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace weft::service {

enum class LogLevel : uint8_t { kDebug, kInfo, kWarning, kError };

absl::string_view LogLevelName(LogLevel level);  // "debug"
std::optional<LogLevel> ParseLogLevel(absl::string_view name);

using LogFields = std::vector<std::pair<absl::string_view, std::string>>;

// Thread-safe when its sink is.
class Logger {
 public:
  // Takes a line with its end.
  using Sink = std::function<void(absl::string_view line)>;

  // Events below `least` are dropped.
  Logger(LogLevel least, bool json, Sink sink)
      : least_(least), json_(json), sink_(std::move(sink)) {}

  // One that writes each line to standard error, in one piece.
  static Logger ToStandardError(LogLevel least, bool json);

  bool enabled(LogLevel level) const { return level >= least_; }
  void Log(LogLevel level, absl::string_view message,
           const LogFields& fields = {}) const;

  // What Log() writes.
  static std::string Format(bool json, absl::Time time, LogLevel level,
                            absl::string_view message, const LogFields& fields);

 private:
  const LogLevel least_;
  const bool json_;
  const Sink sink_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_LOG_LOGGER_H_
