// Tag sets: universal parts of speech (UPOS) and Penn Treebank tags (XPOS) as
// the English treebanks of Universal Dependencies 2.16 use them.
#ifndef WEFT_EXTRACTOR_TAGGER_TAGS_H_
#define WEFT_EXTRACTOR_TAGGER_TAGS_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace weft::extractor {

enum class Upos : uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};

enum class Xpos : uint8_t {
  kAdd,
  kAfx,
  kCc,
  kCd,
  kDt,
  kEx,
  kFw,
  kGw,
  kHyph,
  kIn,
  kJj,
  kJjr,
  kJjs,
  kLs,
  kMd,
  kNfp,
  kNn,
  kNnp,
  kNnps,
  kNns,
  kPdt,
  kPos,
  kPrp,
  kPrpS,
  kRb,
  kRbr,
  kRbs,
  kRp,
  kSym,
  kTo,
  kUh,
  kVb,
  kVbd,
  kVbg,
  kVbn,
  kVbp,
  kVbz,
  kWdt,
  kWp,
  kWpS,
  kWrb,
  kXx,
  kPeriod,
  kComma,
  kColon,
  kOpenQuote,
  kCloseQuote,
  kLrb,
  kRrb,
  kDollar,
};

// Names as in CoNLL-U: "NOUN"; "NNP", "PRP$", "-LRB-". The second form of each
// pair returns nullopt for an unknown name.
absl::string_view UposName(Upos tag);
absl::string_view XposName(Xpos tag);
std::optional<Upos> ParseUpos(absl::string_view name);
std::optional<Xpos> ParseXpos(absl::string_view name);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TAGGER_TAGS_H_
