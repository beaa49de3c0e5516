#include "service/cli/render/query_value.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

// Keys that come first, in this order.
constexpr const char* kLeadingKeys[] = {
    "id", "name", "labels", "type", "start", "end", "nodes", "relationships",
};

size_t RankOf(const std::string& key) {
  return std::find(std::begin(kLeadingKeys), std::end(kLeadingKeys), key) -
         std::begin(kLeadingKeys);
}

struct ByRank {
  bool operator()(const std::string& a, const std::string& b) const {
    const size_t rank_a = RankOf(a), rank_b = RankOf(b);
    return rank_a != rank_b ? rank_a < rank_b : a < b;
  }
};

Json StructJson(const google::protobuf::Struct& fields) {
  std::map<std::string, const google::protobuf::Value*, ByRank> sorted;
  for (const auto& [key, value] : fields.fields()) sorted[key] = &value;
  Json json = Json::object();
  for (const auto& [key, value] : sorted) json[key] = QueryValueJson(*value);
  return json;
}

// Exactly these keys: what the server makes of an element of the graph.
bool HasKeys(const Json& json, std::initializer_list<const char*> keys) {
  return json.size() == keys.size() &&
         std::all_of(keys.begin(), keys.end(),
                     [&json](const char* key) { return json.contains(key); });
}

bool IsNode(const Json& json) {
  return HasKeys(json, {"id", "name", "labels", "properties"});
}

bool IsRelationship(const Json& json) {
  return HasKeys(json, {"id", "type", "start", "end", "properties"});
}

std::string NodeText(const Json& node) {
  return absl::StrCat(
      "(", node["name"].is_string() ? node["name"].get<std::string>() : "",
      ")");
}

std::string PathText(const Json& path) {
  const Json& nodes = path["nodes"];
  const Json& steps = path["relationships"];
  std::string text = NodeText(nodes[0]);
  for (size_t i = 0; i < steps.size(); ++i) {
    const bool forward = steps[i]["start"] == nodes[i]["id"];
    absl::StrAppend(
        &text, forward ? "-[:" : "<-[:", steps[i]["type"].get<std::string>(),
        forward ? "]->" : "]-", NodeText(nodes[i + 1]));
  }
  return text;
}

google::protobuf::Value FromJson(const Json& json) {
  google::protobuf::Value value;
  if (json.is_boolean()) {
    value.set_bool_value(json);
  } else if (json.is_number()) {
    value.set_number_value(json);
  } else if (json.is_string()) {
    value.set_string_value(json);
  } else if (json.is_array()) {
    value.mutable_list_value();
    for (const Json& item : json) {
      *value.mutable_list_value()->add_values() = FromJson(item);
    }
  } else if (json.is_object()) {
    auto& fields = *value.mutable_struct_value()->mutable_fields();
    for (const auto& [key, item] : json.items()) fields[key] = FromJson(item);
  } else {
    value.set_null_value(google::protobuf::NULL_VALUE);
  }
  return value;
}

}  // namespace

Json QueryValueJson(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kBoolValue:
      return value.bool_value();
    case google::protobuf::Value::kNumberValue:
      return NumberJson(value.number_value());
    case google::protobuf::Value::kStringValue:
      return value.string_value();
    case google::protobuf::Value::kListValue: {
      Json list = Json::array();
      for (const auto& item : value.list_value().values()) {
        list.push_back(QueryValueJson(item));
      }
      return list;
    }
    case google::protobuf::Value::kStructValue:
      return StructJson(value.struct_value());
    case google::protobuf::Value::kNullValue:
    case google::protobuf::Value::KIND_NOT_SET:
      break;
  }
  return nullptr;
}

std::string QueryValueText(const google::protobuf::Value& value) {
  const Json json = QueryValueJson(value);
  if (json.is_null()) return "";
  if (json.is_string()) return OneLine(json.get<std::string>());
  if (IsNode(json)) return OneLine(NodeText(json));
  if (IsRelationship(json)) {
    return OneLine(absl::StrCat("[:", json["type"].get<std::string>(), "]"));
  }
  if (HasKeys(json, {"nodes", "relationships"}) && json["nodes"].is_array() &&
      !json["nodes"].empty() && IsNode(json["nodes"][0])) {
    return OneLine(PathText(json));
  }
  return ToLine(json);
}

google::protobuf::Value ParseQueryValue(const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_discarded()) return FromJson(json);
  google::protobuf::Value value;
  value.set_string_value(text);
  return value;
}

}  // namespace weft::service
