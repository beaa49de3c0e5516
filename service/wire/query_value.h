// Values of queries ⇄ google.protobuf.Value.
//
// A protobuf Value has one kind of number, a double. On the way in a number
// without a fraction becomes an integer, so that `LIMIT $n` takes 5. On the way
// out what a double cannot hold is a string, as in protobuf's own JSON:
// integers beyond ±2^53 in decimal, "NaN", "Infinity", "-Infinity".
#ifndef WEFT_SERVICE_WIRE_QUERY_VALUE_H_
#define WEFT_SERVICE_WIRE_QUERY_VALUE_H_

#include "absl/status/status.h"
#include "google/protobuf/struct.pb.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/value/value.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// An unset Value is null.
graphstore::query::Value FromProtoValue(const google::protobuf::Value& value);

// `value` as graphstore::query::Resolve() returns it: no nodes, relationships,
// paths or temporal values; what is left of them becomes null. Bytes that are
// no UTF-8 become U+FFFD.
google::protobuf::Value ToProtoValue(const graphstore::query::Value& value);

v1::CutOff ToProto(graphstore::query::CutOff cut_off);

// An error of a query with the class that it has in openCypher as the reason of
// its ErrorInfo: "UNDEFINED_VARIABLE". Others come back as they are.
absl::Status WithQueryReason(const absl::Status& status);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_QUERY_VALUE_H_
