// What a document has spoken of so far: the things themselves (chains) and the
// phrases that mean them (candidates), in text order. Nouns and pronouns look
// back into it for what they mean.
#ifndef WEFT_EXTRACTOR_COREF_DISCOURSE_H_
#define WEFT_EXTRACTOR_COREF_DISCOURSE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/coref/genders.h"
#include "extractor/coref/pronouns.h"
#include "extractor/coref/token_ref.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// How a phrase is worded.
enum class Form : uint8_t {
  kName,
  kPronoun,
  kDefinite,    // "the mill"
  kIndefinite,  // "a mill"
  kPossessed,   // "its mill"
  kBare,        // "mills"
};

// What a phrase is in its clause.
enum class Role : uint8_t {
  kSubject,
  kObject,
  kOblique,
  kPossessor,
  kInside,  // of another noun phrase
  kConjunct,
  kOther,
};

// One thing that is spoken of.
struct Chain {
  bool named = false;
  EntityType type = EntityType::kUnknown;
  bool doubtful = false;  // the type is little more than a guess
  Gender gender = Gender::kUnknown;
  bool plural = false;
  int mentions = 0;
  TokenRef first;
  // Nouns it was called by, lower case: heads of descriptions ("lender"), of
  // the phrase itself, last words of names ("bank").
  std::vector<std::string> nouns;
  // Words before those nouns, as written: "Finnish", "second-largest".
  std::vector<std::string> modifiers;
};

struct Candidate {
  TokenRef ref;
  int chain = -1;
  Form form = Form::kBare;
  Role role = Role::kOther;
  PronounKind pronoun = PronounKind::kNone;
  bool main_subject = false;  // of the root
  bool plural = false;
  bool time = false;     // "last year"
  bool quoted = false;   // stands between quotes
  int clause = kNoHead;  // predicate above it, in its sentence
  int order = 0;         // candidates before it in its sentence
};

// Neither known nor surely another type.
bool MayBeOf(const Chain& chain, EntityType type);

Role RoleOf(const DependencyTree& tree, int token);
Form FormOf(const DependencyTree& tree, int token);

// Nearest predicate at or above the token: a verb, or what a copula links.
int ClauseOf(const DependencyTree& tree, int token);

// A plural noun, "they", or the first of several ("Ruiz and Holm").
bool IsPlural(const DependencyTree& tree, int token);

// Short lists of words in the order in which they came, each once.
bool HasWord(const std::vector<std::string>& words, absl::string_view word);
void AddWord(std::string word, std::vector<std::string>* words);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_DISCOURSE_H_
