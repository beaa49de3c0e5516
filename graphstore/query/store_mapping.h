// How things of the store are called in queries.
#ifndef WEFT_GRAPHSTORE_QUERY_STORE_MAPPING_H_
#define WEFT_GRAPHSTORE_QUERY_STORE_MAPPING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/statement.h"
#include "graphstore/fact/value.h"
#include "graphstore/key/ids.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// The node at the end of a statement without an object: there is one for each
// such statement, so that nothing hangs together by having no object.
uint64_t NothingNode(StatementId statement);
// nullopt: `node` is another one.
std::optional<StatementId> StatementOfNothing(uint64_t node);

// Ids of nodes in queries and in the store; not for "Nothing" nodes.
uint64_t ToQueryId(NodeId id);
NodeId ToNodeId(uint64_t node);

// The label of a kind of value: "number", "percent", "date" ...
absl::string_view LabelOf(graphstore::ValueKind kind);

// Labels are types, and types are written in several ways: "work of art",
// WorkOfArt, WORK_OF_ART. They are compared in this form: lower case, nothing
// between the words.
std::string LabelForm(absl::string_view label);

// A number for numbers, with its unit for percentages ("%"), amounts of money
// and quantities; a date (also one of which only the year or the month is
// known) or a date with its time where the text is one; else the text.
Value ToQueryValue(const graphstore::Value& value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_STORE_MAPPING_H_
