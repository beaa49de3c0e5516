#include "extractor/tagger/lemmatizer.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "extractor/model/word_features.h"

namespace weft::extractor {
namespace {

// Between tag and form in keys.
constexpr absl::string_view kSeparator = "\x1f";
constexpr int kLongestSuffix = 6;  // letters; as in lemmas.py

bool IsSymbol(Xpos xpos) {
  switch (xpos) {
    case Xpos::kPeriod:
    case Xpos::kComma:
    case Xpos::kColon:
    case Xpos::kOpenQuote:
    case Xpos::kCloseQuote:
    case Xpos::kLrb:
    case Xpos::kRrb:
    case Xpos::kDollar:
    case Xpos::kHyph:
    case Xpos::kNfp:
    case Xpos::kSym:
    case Xpos::kAdd:
      return true;
    default:
      return false;
  }
}

bool IsProper(Xpos xpos) { return xpos == Xpos::kNnp || xpos == Xpos::kNnps; }

bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

// `text` without its last `letters` letters.
absl::string_view Cut(absl::string_view text, int letters) {
  size_t size = text.size();
  for (; letters > 0 && size > 0; --letters) {
    do {
      --size;
    } while (size > 0 && IsContinuation(text[size]));
  }
  return text.substr(0, size);
}

}  // namespace

absl::StatusOr<Lemmatizer::Edit> Lemmatizer::ParseEdit(absl::string_view text) {
  // "a" or "A" (lower the case or keep it), one digit or more, the rest.
  Edit edit;
  if (!text.empty() && (text[0] == 'a' || text[0] == 'A')) {
    edit.lower = text[0] == 'a';
    text.remove_prefix(1);
    size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
      ++digits;
    if (absl::SimpleAtoi(text.substr(0, digits), &edit.cut)) {
      edit.append = text.substr(digits);
      return edit;
    }
  }
  return absl::DataLossError(
      absl::StrCat("model file: no lemma rule: \"", text, "\""));
}

absl::StatusOr<Lemmatizer> Lemmatizer::Create(const ModelFile& model) {
  Lemmatizer lemmatizer;
  WEFT_ASSIGN_OR_RETURN(lemmatizer.exceptions_,
                        model.Strings("lemma.exceptions"));
  WEFT_ASSIGN_OR_RETURN(lemmatizer.lemmas_, model.Strings("lemma.lemmas"));
  WEFT_ASSIGN_OR_RETURN(const StringTable suffixes,
                        model.Strings("lemma.suffixes"));
  WEFT_ASSIGN_OR_RETURN(const StringTable edits, model.Strings("lemma.edits"));
  if (lemmatizer.exceptions_.size() != lemmatizer.lemmas_.size() ||
      suffixes.size() != edits.size()) {
    return absl::DataLossError(absl::StrCat("model file ", model.name(),
                                            ": lemma tables differ in length"));
  }
  for (int i = 0; i < suffixes.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(lemmatizer.rules_[std::string(suffixes[i])],
                          ParseEdit(edits[i]));
  }
  return lemmatizer;
}

const Lemmatizer::Edit* Lemmatizer::FindRule(absl::string_view tag,
                                             absl::string_view lowered) const {
  // Begins of the longest suffix, the next shorter one, ... the empty one.
  size_t begin = Cut(lowered, kLongestSuffix).size();
  while (true) {
    const auto rule =
        rules_.find(absl::StrCat(tag, kSeparator, lowered.substr(begin)));
    if (rule != rules_.end()) return &rule->second;
    if (begin == lowered.size()) return nullptr;
    do {
      ++begin;
    } while (begin < lowered.size() && IsContinuation(lowered[begin]));
  }
}

std::string Lemmatizer::Lemma(absl::string_view form, Xpos xpos) const {
  if (IsSymbol(xpos)) return std::string(form);
  const std::string normal = NormaliseForm(form);
  const std::string lowered = LowerForm(normal);
  const absl::string_view tag = XposName(xpos);
  int known = exceptions_.Find(absl::StrCat(tag, kSeparator, normal));
  if (known == StringTable::kAbsent && !IsProper(xpos) && lowered != normal) {
    known = exceptions_.Find(absl::StrCat(tag, kSeparator, lowered));
  }
  if (known != StringTable::kAbsent) return std::string(lemmas_[known]);
  const Edit* edit = FindRule(tag, lowered);
  if (edit == nullptr) return normal;
  return absl::StrCat(Cut(edit->lower ? lowered : normal, edit->cut),
                      edit->append);
}

}  // namespace weft::extractor
