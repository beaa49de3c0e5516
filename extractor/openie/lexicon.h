// Classes of words that the rules ask for, by lemma.
//
// Each class is closed and small; the lists were put together from the
// treebanks' most frequent heads of the construction in question and from
// WordNet's verb groups (communication, cognition, change). No class holds a
// name.
#ifndef WEFT_EXTRACTOR_OPENIE_LEXICON_H_
#define WEFT_EXTRACTOR_OPENIE_LEXICON_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft::extractor {

enum class WordClass : uint32_t {
  kSay = 1u << 0,      // say, tell, announce: the content is reported
  kClaim = 1u << 1,    // claim, allege, believe: the content may be false
  kPlan = 1u << 2,     // plan to, agree to, be expected to
  kSeem = 1u << 3,     // seem to, be likely to
  kAspect = 1u << 4,   // begin to, continue to, go (to): no content of its own
  kAble = 1u << 5,     // be able to, manage to
  kFail = 1u << 6,     // fail to, decline to, refuse to: the rest is denied
  kLight = 1u << 7,    // make, take, have, give + noun
  kMaybe = 1u << 8,    // perhaps, possibly, probably
  kRole = 1u << 9,     // head, founder, president: persons' offices
  kNaming = 1u << 10,  // called, named, dubbed
  kTimeNoun = 1u << 11,
  kFactive = 1u << 12,  // know, show, find: what follows holds
  kWish = 1u << 13,     // want to, hope to, try to
  kTitle = 1u << 14,    // Mr., Dr., President before a name
  kMeasure = 1u << 15,  // few, little, no: quantities that deny
};

// True when `lemma` (lower case) belongs to the class.
bool Is(absl::string_view lemma, WordClass word_class);

// The verb behind the noun of an event ("acquisition" -> "acquire", "launch"
// -> "launch"), "" for other nouns.
absl::string_view VerbOfNoun(absl::string_view lemma);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_LEXICON_H_
