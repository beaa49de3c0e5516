#include "extractor/tagger/tags.h"

#include <array>
#include <cstddef>
#include <optional>

namespace weft::extractor {
namespace {

// In the order of the enums.
constexpr std::array<absl::string_view, 17> kUposNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<absl::string_view, 50> kXposNames = {
    "ADD", "AFX", "CC",  "CD",   "DT",  "EX",  "FW",  "GW",    "HYPH",  "IN",
    "JJ",  "JJR", "JJS", "LS",   "MD",  "NFP", "NN",  "NNP",   "NNPS",  "NNS",
    "PDT", "POS", "PRP", "PRP$", "RB",  "RBR", "RBS", "RP",    "SYM",   "TO",
    "UH",  "VB",  "VBD", "VBG",  "VBN", "VBP", "VBZ", "WDT",   "WP",    "WP$",
    "WRB", "XX",  ".",   ",",    ":",   "``",  "''",  "-LRB-", "-RRB-", "$"};

static_assert(static_cast<size_t>(Upos::kX) + 1 == kUposNames.size());
static_assert(static_cast<size_t>(Xpos::kDollar) + 1 == kXposNames.size());

template <typename Tag, size_t size>
std::optional<Tag> Find(const std::array<absl::string_view, size>& names,
                        absl::string_view name) {
  for (size_t i = 0; i < size; ++i) {
    if (names[i] == name) return static_cast<Tag>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::string_view UposName(Upos tag) {
  return kUposNames[static_cast<size_t>(tag)];
}

absl::string_view XposName(Xpos tag) {
  return kXposNames[static_cast<size_t>(tag)];
}

std::optional<Upos> ParseUpos(absl::string_view name) {
  return Find<Upos>(kUposNames, name);
}

std::optional<Xpos> ParseXpos(absl::string_view name) {
  return Find<Xpos>(kXposNames, name);
}

}  // namespace weft::extractor
