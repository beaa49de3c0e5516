// Errors of queries: what is wrong, where, in which class.
//
// A query error is an absl::Status (InvalidArgument) whose message ends, when
// the place is known, in the line of the query with a caret under it:
//
//   line 1, column 17: variable `m` is not defined
//     MATCH (n) RETURN m
//                      ^
//
// Class and detail are the names that the openCypher TCK uses; they travel in a
// payload of the status and are read back with ErrorInfoOf.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_ERROR_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_ERROR_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore::query {

struct ErrorInfo {
  std::string error_class;  // "SyntaxError", "TypeError", "ArgumentError"
  std::string detail;       // "UndefinedVariable", "NumberOutOfRange" ...
};

// `offset`: bytes into `text`.
absl::Status SyntaxErrorAt(absl::string_view text, size_t offset,
                           absl::string_view detail, absl::string_view message);
absl::Status ErrorAt(absl::string_view error_class, absl::string_view text,
                     size_t offset, absl::string_view detail,
                     absl::string_view message);
// Without a place: while a query runs.
absl::Status RuntimeError(absl::string_view error_class,
                          absl::string_view detail, absl::string_view message);

// The class of a status made here; nullopt for any other.
std::optional<ErrorInfo> ErrorInfoOf(const absl::Status& status);

// `status` with the place in front and the caret behind, unless it has a place
// already or is not an error of the query.
absl::Status AddPlace(const absl::Status& status, absl::string_view text,
                      size_t offset);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_ERROR_H_
