// "Did you mean": the known word that a mistyped one is nearest to.
#ifndef WEFT_SERVICE_CLI_COMMAND_SUGGEST_H_
#define WEFT_SERVICE_CLI_COMMAND_SUGGEST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

// Insertions, deletions, replacements and swaps of neighbours that make `b` of
// `a` (restricted Damerau-Levenshtein distance, over bytes).
int EditDistance(absl::string_view a, absl::string_view b);

// The nearest of `known`, or "" when none is near enough to be meant: at most
// one edit for three letters, or `typed` begins it. The first of equals.
std::string NearestWord(absl::string_view typed,
                        const std::vector<std::string>& known);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_SUGGEST_H_
