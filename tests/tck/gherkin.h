// Reads feature files: the part of Gherkin that the openCypher TCK uses.
#ifndef WEFT_TESTS_TCK_GHERKIN_H_
#define WEFT_TESTS_TCK_GHERKIN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::tck {

using Table = std::vector<std::vector<std::string>>;  // rows of cells

struct GherkinStep {
  std::string text;  // without Given, When, Then, And, But
  std::string doc;   // the text between """ lines
  Table table;
};

struct Scenario {
  // "Match1 [3] Matching nodes", and for examples " (2)" behind it.
  std::string name;
  std::vector<GherkinStep> steps;  // those of the background first
};

// `feature`: the name of the file without its ending. Outlines become one
// scenario an example. InvalidArgument: a line that belongs nowhere.
absl::StatusOr<std::vector<Scenario>> ParseFeature(absl::string_view feature,
                                                   absl::string_view text);

}  // namespace weft::tck

#endif  // WEFT_TESTS_TCK_GHERKIN_H_
