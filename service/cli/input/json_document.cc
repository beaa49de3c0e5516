#include "service/cli/input/json_document.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "nlohmann/json.hpp"

namespace weft::service {
namespace {

using nlohmann::json;

// What the parser says, without its own error numbers.
std::string Reason(const json::parse_error& error) {
  const std::string what = error.what();
  const size_t bracket = what.find("] ");
  return bracket == std::string::npos ? what : what.substr(bracket + 2);
}

absl::StatusOr<json> ParseObject(absl::string_view line) {
  json object;
  try {
    object = json::parse(line.begin(), line.end());
  } catch (const json::parse_error& error) {
    return absl::InvalidArgumentError(
        absl::StrCat("this line is no JSON: ", Reason(error)));
  }
  if (!object.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "this line is JSON, but no object; write {\"id\": …, \"text\": …}"));
  }
  return object;
}

absl::StatusOr<std::string> Text(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  if (found->is_string()) return found->get<std::string>();
  return absl::InvalidArgumentError(
      absl::StrCat("\"", key, "\" must be text, and is ", found->type_name()));
}

absl::StatusOr<std::string> Id(const json& object) {
  const auto found = object.find("id");
  if (found != object.end() && found->is_number_integer()) return found->dump();
  return Text(object, "id");
}

}  // namespace

absl::StatusOr<v1::InputDocument> ParseJsonDocument(absl::string_view line) {
  WEFT_ASSIGN_OR_RETURN(const json object, ParseObject(line));
  v1::InputDocument document;
  WEFT_ASSIGN_OR_RETURN(*document.mutable_id(), Id(object));
  WEFT_ASSIGN_OR_RETURN(*document.mutable_title(), Text(object, "title"));
  WEFT_ASSIGN_OR_RETURN(*document.mutable_url(), Text(object, "url"));
  WEFT_ASSIGN_OR_RETURN(*document.mutable_published(),
                        Text(object, "published"));
  WEFT_ASSIGN_OR_RETURN(*document.mutable_content(), Text(object, "text"));
  if (document.id().empty()) {
    return absl::InvalidArgumentError("\"id\" is missing or empty");
  }
  if (document.content().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"text\" of ", document.id(), " is missing or empty"));
  }
  document.set_format(v1::TEXT_FORMAT_PLAIN);
  return document;
}

}  // namespace weft::service
