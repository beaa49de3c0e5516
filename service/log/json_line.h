// One JSON object on one line, for logs that programs read.
#ifndef WEFT_SERVICE_LOG_JSON_LINE_H_
#define WEFT_SERVICE_LOG_JSON_LINE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace weft::service {

// `text` as JSON writes it, quotes included. What is no UTF-8 is replaced.
std::string JsonString(absl::string_view text);

// "2026-01-31T12:00:00.123Z"
std::string LogTime(absl::Time time);

// Keys are plain words of the program.
class JsonLine {
 public:
  void AddText(absl::string_view key, absl::string_view text);
  void AddTime(absl::string_view key, absl::Time time);
  // `json` is a value; "" stands for {}.
  void AddJson(absl::string_view key, absl::string_view json);

  // The line with its end.
  std::string Finish() &&;

 private:
  std::string out_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_LOG_JSON_LINE_H_
