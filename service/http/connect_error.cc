#include "service/http/connect_error.h"

#include <array>
#include <cstddef>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"
#include "google/rpc/error_details.pb.h"
#include "nlohmann/json.hpp"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using ::google::protobuf::DescriptorPool;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using Json = nlohmann::ordered_json;

struct Code {
  absl::string_view name;
  int http_status;
};

// By number; the table of the protocol's page.
constexpr std::array<Code, 17> kCodes = {{
    {"ok", 200},
    {"canceled", 499},
    {"unknown", 500},
    {"invalid_argument", 400},
    {"deadline_exceeded", 504},
    {"not_found", 404},
    {"already_exists", 409},
    {"permission_denied", 403},
    {"resource_exhausted", 429},
    {"failed_precondition", 400},
    {"aborted", 409},
    {"out_of_range", 400},
    {"unimplemented", 501},
    {"internal", 500},
    {"unavailable", 503},
    {"data_loss", 500},
    {"unauthenticated", 401},
}};

const Code& CodeOf(int code) {
  const bool known = code >= 0 && static_cast<size_t>(code) < kCodes.size();
  return kCodes[known ? code : static_cast<int>(absl::StatusCode::kUnknown)];
}

std::string Text(absl::string_view text) { return std::string(text); }

// The message in readable form; null for a type that is not linked in.
Json Readable(const std::string& type, const std::string& bytes) {
  const auto* descriptor =
      DescriptorPool::generated_pool()->FindMessageTypeByName(type);
  if (descriptor == nullptr) return nullptr;
  const std::unique_ptr<Message> message(
      MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
  std::string json;
  if (!message->ParseFromString(bytes) ||
      !google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
    return nullptr;
  }
  return Json::parse(json, nullptr, /*allow_exceptions=*/false);
}

Json DetailJson(const google::protobuf::Any& detail) {
  const std::string& url = detail.type_url();
  Json out;
  const std::string type = url.substr(url.rfind('/') + 1);
  out["type"] = type;
  const std::string value = absl::Base64Escape(detail.value());
  // Without padding, as the protocol says.
  out["value"] = value.substr(0, value.find('='));
  Json debug = Readable(type, detail.value());
  if (!debug.is_null()) out["debug"] = std::move(debug);
  return out;
}

Json ToJson(const google::rpc::Status& error) {
  Json out;
  out["code"] = Text(ConnectCode(error.code()));
  if (!error.message().empty()) out["message"] = error.message();
  for (const google::protobuf::Any& detail : error.details()) {
    out["details"].push_back(DetailJson(detail));
  }
  return out;
}

// What a client sent may be in it, and need not be UTF-8.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

absl::string_view ConnectCode(int code) { return CodeOf(code).name; }

int HttpStatusOf(int code) { return CodeOf(code).http_status; }

std::string ErrorJson(const google::rpc::Status& error) {
  return Dump(ToJson(error));
}

std::string EndOfStreamJson(const google::rpc::Status& status,
                            const HttpHeaders& trailers) {
  Json out = Json::object();
  if (status.code() != 0) out["error"] = ToJson(status);
  for (const auto& [name, value] : trailers) {
    out["metadata"][name].push_back(value);
  }
  return Dump(out);
}

HttpResponse ErrorResponse(const google::rpc::Status& error) {
  HttpResponse response = {HttpStatusOf(error.code()),
                           {{"content-type", "application/json"}},
                           ErrorJson(error)};
  for (const google::protobuf::Any& detail : error.details()) {
    google::rpc::RetryInfo retry;
    if (!detail.UnpackTo(&retry)) continue;
    // In whole seconds, as HTTP has it.
    response.headers.emplace_back(
        "retry-after", absl::StrCat(retry.retry_delay().seconds() +
                                    (retry.retry_delay().nanos() > 0 ? 1 : 0)));
  }
  return response;
}

HttpResponse ErrorResponse(const absl::Status& error) {
  return ErrorResponse(ToRpcStatus(error));
}

}  // namespace weft::service
