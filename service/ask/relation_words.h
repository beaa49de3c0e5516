// What the name of a relation says, whatever the habit of who wrote it:
//
//   directed_by           direct(ed)
//   /film/film/genre      genre
//   releaseYear           release, year
//   P57 (no words)        p57
#ifndef WEFT_SERVICE_ASK_RELATION_WORDS_H_
#define WEFT_SERVICE_ASK_RELATION_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

// Lower-case words without "has", "is", "by", "of", "in" ..., in order. Cut at
// everything that is no letter or digit and where a capital follows a small
// letter; of a path or an IRI only the last part counts.
std::vector<std::string> RelationWords(absl::string_view name);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_RELATION_WORDS_H_
