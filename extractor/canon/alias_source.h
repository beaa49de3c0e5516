// What is known already about names: the hook through which an extractor links
// to a graph without knowing one.
#ifndef WEFT_EXTRACTOR_CANON_ALIAS_SOURCE_H_
#define WEFT_EXTRACTOR_CANON_ALIAS_SOURCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// Implementations must be const and thread-safe.
class AliasSource {
 public:
  virtual ~AliasSource() = default;

  // The canonical name of the one known entity that goes by `name` and may have
  // this type; "" when none is known or several are. Errors: Unavailable when
  // the source cannot be asked now; the document is not extracted then, since
  // its names would come out differently.
  virtual absl::StatusOr<std::string> CanonicalName(absl::string_view name,
                                                    EntityType type) const = 0;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CANON_ALIAS_SOURCE_H_
