// The query of a URL: "a=1&b=two+words".
#ifndef WEFT_SERVICE_HTTP_QUERY_STRING_H_
#define WEFT_SERVICE_HTTP_QUERY_STRING_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::service {

// Names and values, decoded ("+" is a blank); the last of a name counts.
// InvalidArgument: a "%" without two hexadecimal digits.
absl::StatusOr<std::map<std::string, std::string>> ParseQuery(
    absl::string_view query);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_QUERY_STRING_H_
