// The header of an article kept as plain text: its title in line 1, its date
// of publication in line 2.
#ifndef WEFT_EXTRACTOR_TEXT_HEADER_H_
#define WEFT_EXTRACTOR_TEXT_HEADER_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "base/span.h"

namespace weft::extractor {

// "2025-01-27", also at the head of an ISO date-time ("2025-01-27T08:30:00Z",
// "2025-01-27 08:30"); nothing for anything else, "2025-02-30" included.
std::optional<absl::CivilDay> ParseIsoDay(absl::string_view text);

struct ArticleHeader {
  ByteSpan title;      // the words of line 1, without blanks around them
  ByteSpan date_line;  // line 2 with its line end
  absl::CivilDay published;
};

// Nothing when the second line is no ISO date, or the first one is empty.
std::optional<ArticleHeader> FindArticleHeader(absl::string_view text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_HEADER_H_
