// The day of publication of a document that does not give one: read from a
// line that is a date, or worked out from a date whose weekday fits one year
// only.
#ifndef WEFT_EXTRACTOR_VALUE_DOCUMENT_DATE_H_
#define WEFT_EXTRACTOR_VALUE_DOCUMENT_DATE_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// First a sentence among the first kDateLines that is nothing but a date with
// its year ("Saturday, February 22, 2025", "Jan 24, 2025", "Published 3 May
// 2024"). Else the last of the dates with a weekday and without a year
// ("Monday, Jan. 27"), in the one year among those that the text names on
// which that weekday falls; where none of these fits, in the year before or
// after the last one named. Nothing when neither is there, or when several
// years fit.
std::optional<absl::CivilDay> EstimateDocumentDate(
    absl::Span<const Sentence> sentences);

inline constexpr int kDateLines = 8;

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_DOCUMENT_DATE_H_
