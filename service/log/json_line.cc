#include "service/log/json_line.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace weft::service {

std::string JsonString(absl::string_view text) {
  return nlohmann::json(std::string(text))
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string LogTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

void JsonLine::AddText(absl::string_view key, absl::string_view text) {
  AddJson(key, JsonString(text));
}

void JsonLine::AddTime(absl::string_view key, absl::Time time) {
  AddJson(key, JsonString(LogTime(time)));
}

void JsonLine::AddJson(absl::string_view key, absl::string_view json) {
  absl::StrAppend(&out_, out_.empty() ? "{\"" : ",\"", key,
                  "\":", json.empty() ? "{}" : json);
}

std::string JsonLine::Finish() && {
  return absl::StrCat(out_.empty() ? "{" : "", std::move(out_), "}\n");
}

}  // namespace weft::service
