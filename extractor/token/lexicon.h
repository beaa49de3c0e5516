// Word lists that decide where tokens and sentences end. Each list says what
// it is for; lookups are exact unless stated.
#ifndef WEFT_EXTRACTOR_TOKEN_LEXICON_H_
#define WEFT_EXTRACTOR_TOKEN_LEXICON_H_

#include "absl/strings/string_view.h"

namespace weft::extractor {

// What a full stop behind a word means.
enum class Abbreviation {
  kNone,      // the full stop ends a sentence
  kTitle,     // stands before a name, never ends a sentence: "Mr.", "Gov."
  kNumbered,  // an abbreviation only before a number: "No. 7", "Fig. 2"
  kDated,     // before a number or at a date: "Jan. 27", "Sun. 3 May"
  kMayEnd,    // may end a sentence as well: "Inc.", "U.S.", "etc."
};

// `word` is without its last full stop ("Inc", "U.S", "e.g"). Letters with
// full stops between them ("U.S", "p.m") are kMayEnd.
Abbreviation FindAbbreviation(absl::string_view word);

// Words that begin sentences and hardly ever continue a name: "The", "It",
// "However". A full stop that might belong to an abbreviation ends a sentence
// before them.
bool IsSentenceStarter(absl::string_view word);

// Nouns that take a single letter as their name: "vitamin C", "Group A". A
// full stop behind that letter ends the sentence.
bool IsLetteredNoun(absl::string_view word);

// "am", "km", "bn": may stand glued to a number ("5pm", "€2bn") and are tokens
// of their own.
bool IsNumberSuffix(absl::string_view word);

// "anti", "mid", "co": keep the hyphen that follows them (UD English EWT:
// "anti-ship", "mid-August", "co-workers" are one token each, while
// "state-of-the-art" is seven). Any case.
bool IsHyphenPrefix(absl::string_view word);

// Shortenings with a slash that are one token in EWT: "w/o", "c/o", "s/he".
bool IsSlashWord(absl::string_view word);

// Top-level domains common in text: "com", "org", "uk".
bool IsTopLevelDomain(absl::string_view word);

// Byte offset at which a word written in one splits in two, 0 for none:
// "cannot" -> 3, "gonna" -> 3, "dont" -> 2. Any case but for capitals
// throughout ("IM").
int FusedWordSplit(absl::string_view word);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_LEXICON_H_
