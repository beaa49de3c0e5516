#include "service/http/query_string.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/percent_encoding.h"

namespace weft::service {

absl::StatusOr<std::map<std::string, std::string>> ParseQuery(
    absl::string_view query) {
  std::map<std::string, std::string> out;
  for (const absl::string_view part :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    std::string name, value;
    if (!PercentDecode(absl::StrReplaceAll(pair.first, {{"+", " "}}), &name) ||
        !PercentDecode(absl::StrReplaceAll(pair.second, {{"+", " "}}),
                       &value)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the query of the URL has a % without two hexadecimal digits in \"",
          part.substr(0, 60), "\""));
    }
    out[std::move(name)] = std::move(value);
  }
  return out;
}

}  // namespace weft::service
