#include "extractor/text/drop_reason.h"

namespace weft::extractor {

absl::string_view DropReasonName(DropReason reason) {
  switch (reason) {
    case DropReason::kMarkup:
      return "markup";
    case DropReason::kNavigation:
      return "navigation";
    case DropReason::kBoilerplate:
      return "boilerplate";
    case DropReason::kSpam:
      return "spam";
    case DropReason::kUndecodable:
      return "undecodable";
    case DropReason::kDuplicate:
      return "duplicate";
  }
  return "unknown";
}

}  // namespace weft::extractor
