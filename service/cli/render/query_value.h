// Values of queries for programs and for people.
#ifndef WEFT_SERVICE_CLI_RENDER_QUERY_VALUE_H_
#define WEFT_SERVICE_CLI_RENDER_QUERY_VALUE_H_

#include <string>

#include "google/protobuf/struct.pb.h"
#include "service/cli/render/json.h"

namespace weft::service {

// The keys of nodes, relationships and paths in the order that doc/cli.md
// fixes, all others behind them by name.
Json QueryValueJson(const google::protobuf::Value& value);

// One line: a text as it is, a node "(Acme)", a relationship "[:buy]", a path
// "(Acme)-[:buy]->(Beta)", null as nothing, the rest as JSON.
std::string QueryValueText(const google::protobuf::Value& value);

// A value from the command line: JSON, or else the text itself.
google::protobuf::Value ParseQueryValue(const std::string& text);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_QUERY_VALUE_H_
