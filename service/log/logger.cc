#include "service/log/logger.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/log/json_line.h"

namespace weft::service {
namespace {

constexpr LogLevel kLevels[] = {LogLevel::kDebug, LogLevel::kInfo,
                                LogLevel::kWarning, LogLevel::kError};

// A value in a line of text: in quotes when it has anything in it that could
// be taken for something else.
std::string TextValue(const std::string& value) {
  const bool plain =
      !value.empty() &&
      std::all_of(value.begin(), value.end(), [](unsigned char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
      });
  return plain ? value : JsonString(value);
}

}  // namespace

absl::string_view LogLevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "";
}

std::optional<LogLevel> ParseLogLevel(absl::string_view name) {
  for (const LogLevel level : kLevels) {
    if (LogLevelName(level) == name) return level;
  }
  return std::nullopt;
}

Logger Logger::ToStandardError(LogLevel least, bool json) {
  return Logger(least, json, [](absl::string_view line) {
    // There is nobody to tell that standard error is gone.
    if (write(STDERR_FILENO, line.data(), line.size()) < 0) return;
  });
}

std::string Logger::Format(bool json, absl::Time time, LogLevel level,
                           absl::string_view message, const LogFields& fields) {
  if (json) {
    JsonLine line;
    line.AddTime("time", time);
    line.AddText("level", LogLevelName(level));
    line.AddText("message", message);
    for (const auto& [key, value] : fields) line.AddText(key, value);
    return std::move(line).Finish();
  }
  std::string line =
      absl::StrCat(LogTime(time), " ", LogLevelName(level), " ", message);
  for (const auto& [key, value] : fields) {
    absl::StrAppend(&line, " ", key, "=", TextValue(value));
  }
  line.push_back('\n');
  return line;
}

void Logger::Log(LogLevel level, absl::string_view message,
                 const LogFields& fields) const {
  if (!enabled(level)) return;
  sink_(Format(json_, absl::Now(), level, message, fields));
}

}  // namespace weft::service
