// Why a part of a document was dropped.
#ifndef WEFT_EXTRACTOR_TEXT_DROP_REASON_H_
#define WEFT_EXTRACTOR_TEXT_DROP_REASON_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft::extractor {

enum class DropReason : uint8_t {
  kMarkup,
  kNavigation,
  kBoilerplate,
  kSpam,
  kUndecodable,
  kDuplicate,
};

absl::string_view DropReasonName(DropReason reason);  // "spam"

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_DROP_REASON_H_
