// Trigrams of names, for searches that forgive misspellings.
//
// As in PostgreSQL's pg_trgm: each word gets two blanks before it and one after
// it, and every three bytes in a row are a trigram: "ab c" has "  a", " ab",
// "ab ", "  c", " c ". One edit of a word changes at most three of them.
#ifndef WEFT_GRAPHSTORE_STORE_TRIGRAMS_H_
#define WEFT_GRAPHSTORE_STORE_TRIGRAMS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore {

// Of a name in AliasForm(): sorted, each once. Of the first 256 bytes.
std::vector<std::string> Trigrams(absl::string_view normalized);
// The same in the order of the text, some perhaps more than once.
void VisitTrigrams(absl::string_view normalized,
                   absl::FunctionRef<void(absl::string_view trigram)> visit);

// Edits (insert, delete or replace one character, or swap two neighbours:
// optimal string alignment) from `a` to `b`, both UTF-8; `limit` + 1 when there
// are more than `limit`.
int EditDistance(absl::string_view a, absl::string_view b, int limit);

// How many edits a search for this text forgives: none up to 2 characters, one
// up to 5, two beyond (the "AUTO" rule of Elasticsearch).
int ForgivenEdits(absl::string_view normalized);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TRIGRAMS_H_
