// Macros for absl::Status and absl::StatusOr.
//
//   WEFT_RETURN_IF_ERROR(store.Write(batch));
//   WEFT_ASSIGN_OR_RETURN(Document document, ReadDocument(path));
#ifndef WEFT_BASE_STATUS_H_
#define WEFT_BASE_STATUS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#define WEFT_STATUS_CONCAT_INNER(a, b) a##b
#define WEFT_STATUS_CONCAT(a, b) WEFT_STATUS_CONCAT_INNER(a, b)

// Returns the status of `expression` from the enclosing function when it is an
// error.
#define WEFT_RETURN_IF_ERROR(expression)                            \
  do {                                                              \
    if (absl::Status weft_status = (expression); !weft_status.ok()) \
      return weft_status;                                           \
  } while (false)

// Evaluates `expression` (a StatusOr), returns its status on error, else moves
// the value into `declaration`.
#define WEFT_ASSIGN_OR_RETURN(declaration, expression)                      \
  WEFT_ASSIGN_OR_RETURN_INNER(WEFT_STATUS_CONCAT(weft_status_or, __LINE__), \
                              declaration, expression)
#define WEFT_ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                        \
  if (!result.ok()) return std::move(result).status();               \
  declaration = std::move(result).value()

namespace weft {

// `status` with "context: " before its message; ok stays ok.
absl::Status Annotate(const absl::Status& status, absl::string_view context);

}  // namespace weft

#endif  // WEFT_BASE_STATUS_H_
