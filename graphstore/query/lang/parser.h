// From the text of a query to its syntax tree.
//
// The language is a read-only subset of openCypher (doc/query.md): recursive
// descent over the tokens, one function a rule of the grammar.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_PARSER_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_PARSER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

// Errors: InvalidArgument with line, column and caret (lang/error.h). Clauses
// that write are errors that say so.
absl::StatusOr<std::unique_ptr<Query>> ParseQuery(absl::string_view text);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_PARSER_H_
