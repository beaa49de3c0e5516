// Adjectives that have a more and a less: which of two is the opposite of
// which, and by what the graph may measure them.
#ifndef WEFT_SERVICE_ASK_MEASURES_H_
#define WEFT_SERVICE_ASK_MEASURES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

struct Measure {
  bool less = false;  // "cheap": the smaller value is the more so
  // Base forms of the other end: "expensive", "costly".
  std::vector<std::string> opposites;
  // Words of relations whose values measure it: "cost", "price". Empty: what
  // no value says ("good").
  std::vector<std::string> relations;
  bool by_time = false;  // "old": the earlier is the more so
};

// "large" for "larger", "largest": the base form that has a row; "" none.
std::string GradedBase(absl::string_view word);

// `adjective`: a base form. Without a row: no opposites and no relations.
Measure MeasureOf(absl::string_view adjective);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_MEASURES_H_
