#include "extractor/canon/relation_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "extractor/canon/inflection.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// Verbs above an infinitive that only say how likely it is or where it stands;
// the modality field keeps that.
bool IsReducible(absl::string_view lemma, bool before_infinitive) {
  if (Is(lemma, WordClass::kPlan) || Is(lemma, WordClass::kSeem)) return true;
  if (lemma == "want" || lemma == "hope" || lemma == "able") return true;
  if (lemma == "begin" || lemma == "start" || lemma == "continue" ||
      lemma == "keep" || lemma == "manage") {
    return true;
  }
  return before_infinitive &&
         (lemma == "go" || lemma == "use" || lemma == "have" || lemma == "get");
}

// Written-out form of a contraction.
absl::string_view Spelled(absl::string_view word) {
  if (word == "'s" || word == "’s") return "is";
  if (word == "'re" || word == "’re") return "are";
  if (word == "'m" || word == "’m") return "am";
  if (word == "'ll" || word == "’ll" || word == "wo") return "will";
  if (word == "'d" || word == "’d") return "would";
  if (word == "ca") return "can";
  return word;
}

class Namer {
 public:
  Namer(absl::Span<const Token> tokens, const DependencyTree& tree,
        const RelationParts& parts)
      : tokens_(tokens), tree_(tree), parts_(parts) {}

  RelationName Name() {
    const Relation& relation = parts_.proposition->relation;
    FindReduction();
    NameImplied(relation.implied_before);
    for (const int token : relation.words) NameWord(token);
    for (const int token : parts_.noun) NameNoun(token);
    for (const int token : parts_.markers) {
      const std::string word = absl::AsciiStrToLower(tokens_[token].text);
      Add(word, word);
    }
    if (!relation.implied_after.empty()) {
      Add(relation.implied_after, relation.implied_after);
    }
    absl::StrReplaceAll({{" ", "-"}}, &name_.display);
    return std::move(name_);
  }

 private:
  void Add(absl::string_view lemma, absl::string_view display) {
    if (!lemma.empty()) {
      absl::StrAppend(&name_.lemma, name_.lemma.empty() ? "" : " ", lemma);
    }
    if (!display.empty()) {
      absl::StrAppend(&name_.display, name_.display.empty() ? "" : " ",
                      display);
    }
  }

  // Everything up to the last reducible verb of the chain stays out of the
  // lemma form.
  void FindReduction() {
    if (parts_.clause == nullptr) return;
    const std::vector<int>& chain = parts_.clause->chain;
    for (size_t i = 0; i + 1 < chain.size(); ++i) {
      const bool infinitive = tree_[chain[i + 1]].xpos == Xpos::kVb;
      if (!IsReducible(tree_[chain[i]].lemma, infinitive)) break;
      skip_through_ = chain[i];
    }
    for (size_t i = 1; i < chain.size(); ++i) {
      if (chain[i - 1] == skip_through_) content_from_ = chain[i];
    }
  }

  void NameImplied(absl::string_view implied) {
    if (implied.empty()) return;
    // Before a participle the text does without it, and so does the name that
    // people read: "founded-in".
    const bool participle = !parts_.proposition->relation.words.empty();
    absl::string_view lemma = implied;
    if (implied == "has") lemma = "have";
    if (absl::StartsWith(implied, "is")) {
      const std::string rest(implied.substr(2));
      if (participle) return;
      // "is based in" -> "be base in".
      Add(absl::StrCat("be", absl::StrReplaceAll(rest, {{"based", "base"}})),
          implied);
      return;
    }
    const bool verb = lemma == implied;
    Add(lemma, verb ? PastTense(lemma) : std::string(implied));
  }

  void NameWord(int token) {
    const Node& node = tree_[token];
    const bool reduced = token <= skip_through_ ||
                         (node.label == Deprel::kMark && token < content_from_);
    const std::string text =
        absl::AsciiStrToLower(Spelled(tokens_[token].text));
    switch (BaseLabel(node.label)) {
      case Deprel::kAux:
        NameAuxiliary(node, text, reduced);
        return;
      case Deprel::kCop:
        Add(reduced ? "" : "be", text);
        return;
      case Deprel::kAdvmod:
        return;
      case Deprel::kMark:
        Add(reduced ? "" : "to", "to");
        return;
      default:
        break;
    }
    if (IsHead(token)) {
      NameHead(token, text);
      return;
    }
    const std::string lemma = absl::AsciiStrToLower(node.lemma);
    Add(reduced ? "" : lemma, text);
  }

  bool IsHead(int token) const {
    return parts_.clause != nullptr && token == parts_.clause->head();
  }

  void NameAuxiliary(const Node& node, const std::string& text, bool reduced) {
    if (parts_.turned && node.lemma == "be") return;
    if (node.lemma == "have" || node.lemma == "do") return;
    // "be" of a passive belongs to the name, that of a progressive does not.
    const bool passive = node.label == Deprel::kAuxPass;
    if (passive && !reduced) has_be_ = true;
    // "having been founded" and "has been founded" read "was-founded".
    const bool been = text == "been" || text == "being";
    Add(passive && !reduced ? "be" : "", !been     ? text
                                         : passive ? std::string("was")
                                                   : std::string());
  }

  void NameHead(int token, const std::string& text) {
    const Node& node = tree_[token];
    const std::string lemma = absl::AsciiStrToLower(node.lemma);
    const bool passive = parts_.clause->passive && !parts_.turned;
    if (passive && !has_be_) Add("be", "");
    const bool bare_ing = node.xpos == Xpos::kVbg && !HasAuxiliary() &&
                          parts_.clause->chain.size() == 1;
    // "will be built by Vela": Vela will build.
    if (parts_.turned && HasModal()) {
      Add(lemma, lemma);
      return;
    }
    Add(lemma, bare_ing || parts_.turned ? PastTense(lemma) : text);
  }

  bool HasAuxiliary() const {
    for (const int token : parts_.proposition->relation.words) {
      if (BaseLabel(tree_[token].label) == Deprel::kAux) return true;
    }
    return false;
  }

  bool HasModal() const {
    for (const int token : parts_.proposition->relation.words) {
      if (tree_[token].xpos == Xpos::kMd) return true;
    }
    return false;
  }

  void NameNoun(int token) {
    const Node& node = tree_[token];
    if (node.upos == Upos::kPunct || node.upos == Upos::kDet) return;
    const std::string text = absl::AsciiStrToLower(tokens_[token].text);
    const bool noun = node.upos == Upos::kNoun;
    Add(noun ? absl::AsciiStrToLower(node.lemma) : text, text);
  }

  absl::Span<const Token> tokens_;
  const DependencyTree& tree_;
  const RelationParts& parts_;
  int skip_through_ = kNoHead;
  int content_from_ = kNoHead;
  bool has_be_ = false;
  RelationName name_;
};

}  // namespace

RelationName NameRelation(absl::Span<const Token> tokens,
                          const DependencyTree& tree,
                          const RelationParts& parts) {
  return Namer(tokens, tree, parts).Name();
}

}  // namespace weft::extractor
