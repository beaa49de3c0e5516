#include "extractor/pipeline/name_repair.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace weft::extractor {
namespace {

// Probabilities of a name that no tagger saw, and of a firm by its "&".
constexpr float kUnseen = 0.3f;
constexpr float kAmpersand = 0.9f;

bool IsHyphen(const Token& token) {
  return token.text == "-" || token.text == "‐" || token.text == "‑";
}

// Prefixes that are written with a hyphen before any name.
bool IsPrefix(const std::string& word) {
  return word == "non" || word == "anti" || word == "pro" || word == "ex" ||
         word == "post" || word == "pre" || word == "mid" || word == "co" ||
         word == "trans" || word == "pan" || word == "neo";
}

// Offices that are said of persons and, of these, those said of companies.
bool IsOffice(const std::string& word) {
  static constexpr absl::string_view kOffices[] = {
      "chief",       "executive", "president", "chairman",  "chairwoman",
      "governor",    "director",  "minister",  "prime",     "deputy",
      "founder",     "spokesman", "manager",   "officer",   "chancellor",
      "premier",     "senator",   "analyst",   "coach",     "captain",
      "economist",   "engineer",  "professor", "financial", "operating",
      "spokeswoman", "outgoing",  "former"};
  return std::find(std::begin(kOffices), std::end(kOffices), word) !=
         std::end(kOffices);
}

bool IsCompanyRole(const std::string& word) {
  return word == "rival" || word == "competitor" || word == "supplier" ||
         word == "maker" || word == "chipmaker" || word == "carmaker" ||
         word == "startup" || word == "start-up";
}

bool IsDateline(const Sentence& sentence) {
  if (sentence.kind != SentenceKind::kLeadIn) return false;
  const absl::string_view last = sentence.tokens.back().text;
  return last == "-" || last == "--" || last == "–" || last == "—";
}

class Repairer {
 public:
  Repairer(absl::Span<const Token> tokens, const DependencyTree& tree,
           std::vector<NameMention> names)
      : tokens_(tokens),
        tree_(tree),
        names_(std::move(names)),
        taken_(tokens.size(), false) {
    for (const NameMention& name : names_) Take(name.tokens);
  }

  std::vector<NameMention> Run() {
    for (NameMention& name : names_) {
      StripOffice(&name);
      GrowRight(&name);
      GrowLeft(&name);
    }
    AddHyphenated();
    JoinAmpersands();
    return std::move(names_);
  }

 private:
  // "v3-mini" where nothing was found.
  void AddHyphenated() {
    const size_t known = names_.size();
    for (uint32_t t = 0; t < tokens_.size(); ++t) {
      if (taken_[t] || tree_[t].upos != Upos::kPropn || !Joins(t + 1)) {
        continue;
      }
      NameMention name = {{t, t + 1}, EntityType::kUnknown, kUnseen};
      GrowRight(&name);
      if (name.tokens.size() > 1) names_.push_back(name);
    }
    if (names_.size() == known) return;
    std::sort(names_.begin(), names_.end(),
              [](const NameMention& a, const NameMention& b) {
                return a.tokens < b.tokens;
              });
  }

  // "Gull & Holm": news writes "&" in names of firms alone.
  void JoinAmpersands() {
    for (uint32_t t = 1; t + 1 < tokens_.size(); ++t) {
      if (tokens_[t].text != "&" || tree_[t - 1].upos != Upos::kPropn ||
          tree_[t + 1].upos != Upos::kPropn) {
        continue;
      }
      NameMention firm = {
          {t - 1, t + 2}, EntityType::kOrganization, kAmpersand};
      const auto touches = [&](const NameMention& name) {
        if (!name.tokens.Overlaps(firm.tokens)) return false;
        firm.tokens.begin = std::min(firm.tokens.begin, name.tokens.begin);
        firm.tokens.end = std::max(firm.tokens.end, name.tokens.end);
        return true;
      };
      names_.erase(std::remove_if(names_.begin(), names_.end(), touches),
                   names_.end());
      const auto behind = [&](const NameMention& name) {
        return name.tokens.begin > firm.tokens.begin;
      };
      names_.insert(std::find_if(names_.begin(), names_.end(), behind), firm);
    }
  }

  void Take(TokenSpan span) {
    for (uint32_t t = span.begin; t < span.end; ++t) taken_[t] = true;
  }

  std::string Lower(uint32_t token) const {
    return absl::AsciiStrToLower(tokens_[token].text);
  }

  void StripOffice(NameMention* name) const {
    const auto strips = [&](uint32_t t) {
      return name->type == EntityType::kPerson ? IsOffice(Lower(t))
                                               : IsCompanyRole(Lower(t));
    };
    while (name->tokens.size() > 1 && strips(name->tokens.begin)) {
      ++name->tokens.begin;
    }
  }

  // Is `hyphen` written without blanks on either side?
  bool Joins(uint32_t hyphen) const {
    return hyphen > 0 && hyphen + 1 < tokens_.size() &&
           IsHyphen(tokens_[hyphen]) && !tokens_[hyphen].space_before &&
           !tokens_[hyphen + 1].space_before;
  }

  void GrowRight(NameMention* name) {
    while (Joins(name->tokens.end)) {
      const uint32_t next = name->tokens.end + 1;
      if (taken_[next]) return;
      const absl::string_view text = tokens_[next].text;
      const bool number = absl::ascii_isdigit(text[0]);
      const bool proper = tree_[next].upos == Upos::kPropn;
      if (!number && !proper) return;
      // "Lund-Based", "Norvane-Owned" in a headline.
      if (proper && tree_[next].xpos != Xpos::kNnp &&
          tree_[next].xpos != Xpos::kNnps) {
        return;
      }
      name->tokens.end = next + 1;
      Take(name->tokens);
    }
  }

  void GrowLeft(NameMention* name) {
    while (name->tokens.begin > 1 && Joins(name->tokens.begin - 1)) {
      const uint32_t before = name->tokens.begin - 2;
      const absl::string_view text = tokens_[before].text;
      if (taken_[before] || !absl::ascii_isupper(text[0]) ||
          IsPrefix(Lower(before))) {
        return;
      }
      name->tokens.begin = before;
      Take(name->tokens);
    }
  }

  absl::Span<const Token> tokens_;
  const DependencyTree& tree_;
  std::vector<NameMention> names_;
  std::vector<bool> taken_;
};

}  // namespace

std::vector<NameMention> RepairNames(const Sentence& sentence,
                                     const DependencyTree& tree,
                                     std::vector<NameMention> names) {
  const auto& tokens = sentence.tokens;
  if (IsDateline(sentence)) {
    for (NameMention& name : names) name = {name.tokens, EntityType::kPlace, 1};
    if (names.empty() && tree[0].upos == Upos::kPropn) {
      names.push_back({{0, 1}, EntityType::kPlace, 1});
    }
    return names;
  }
  return Repairer(tokens, tree, std::move(names)).Run();
}

}  // namespace weft::extractor
