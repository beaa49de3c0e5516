// Relations as people write them.
//
// The store finds relations by their names, which are lemmas ("stock fall").
// What people see and copy is the display form ("stock-fell"), and that is kept
// with each mention only. So an alternative of a pattern that names no relation
// is looked for among the display forms: of the relations whose name could
// inflect to it (as many words; each the same, or with the same first letter,
// or of a verb whose forms begin otherwise), those that some mention shows so.
#ifndef WEFT_SERVICE_SERVER_RELATION_PATTERN_H_
#define WEFT_SERVICE_SERVER_RELATION_PATTERN_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/store/reader.h"

namespace weft::service {

// Mentions of a candidate that are looked at: forms are few (fell, falls,
// falling, fallen), so that each turns up early.
inline constexpr size_t kDisplaySample = 500;

// Whether a relation of this name might be shown as `display`: a cheap test
// that says yes too often.
bool MightBeShownAs(absl::string_view name, absl::string_view display);

// `pattern` (see graphstore::RelationFilter) with display forms replaced by the
// names they stand for, and "stock%" by "stock*", any name that begins so. What
// stands for nothing stays, and matches nothing. Errors: those of the reader.
absl::StatusOr<std::string> ResolveDisplayForms(
    const graphstore::Reader& reader, absl::string_view pattern);

// About the names of `pattern`, resolved, that no relation has, with those that
// are near; "" when there is nothing to say. Errors: those of the reader.
absl::StatusOr<std::string> NoteOnUnknownRelations(
    const graphstore::Reader& reader, absl::string_view pattern);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RELATION_PATTERN_H_
