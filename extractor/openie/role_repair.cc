#include "extractor/openie/role_repair.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "extractor/clause/tree_edit.h"
#include "extractor/clause/tree_queries.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

bool IsRole(const Node& node) {
  return Is(absl::AsciiStrToLower(node.lemma), WordClass::kRole);
}

bool IsNominal(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn;
}

class Repairer : public TreeEdit {
 public:
  Repairer(absl::Span<const Token> tokens, DependencyTree tree)
      : TreeEdit(std::move(tree)), tokens_(tokens) {}

  DependencyTree Run() {
    for (int token = 0; token < tree_.size(); ++token) {
      Title(token);
      Description(token);
      Office(token);
      TwoOffices(token);
      Ampersand(token);
      Conjunction(token);
      NameOfOne(token);
      Speaker(token);
      Infinitive(token);
      ContentOfNoun(token);
      ContentOfReport(token);
    }
    return Finish();
  }

 private:
  // "Chief Executive" before "Ana Ruiz": words of the name by the tree.
  void Title(int token) {
    const Node& node = tree_[token];
    const int name = node.head;
    if (name <= token || !IsRole(node) || tree_[name].upos != Upos::kPropn ||
        tree_[token + 1].upos != Upos::kPropn || IsRole(tree_[token + 1]) ||
        (node.label != Deprel::kAmod && node.label != Deprel::kCompound)) {
      return;
    }
    // "Partners" of "Partners Lund" stands in a name; a title is capitalised
    // alone or has "chief" and the like before it.
    const bool adjectival = node.label == Deprel::kAmod;
    const bool ranked =
        token > 0 && tree_[token - 1].head == name && IsRank(token - 1);
    if (!adjectival && !ranked) return;
    Change(token, name, Deprel::kNmodDesc);
    for (int t = token - 1; t >= 0 && tree_[t].head == name &&
                            (IsRank(t) || tree_[t].label == Deprel::kCompound);
         --t) {
      Change(t, token, tree_[t].label);
    }
  }

  // "maker" of "German boat maker Vela", a part of the name by the tree.
  void Description(int token) {
    const Node& node = tree_[token];
    const int name = node.head;
    if (node.label != Deprel::kCompound || node.upos != Upos::kNoun ||
        name <= token || tree_[name].upos != Upos::kPropn ||
        tree_[token + 1].upos != Upos::kPropn ||
        tree_[name].label == Deprel::kCompound ||
        absl::ascii_isupper(tokens_[token].text[0])) {
      return;
    }
    for (int t = token + 1; t < name; ++t) {
      if (tree_[t].upos != Upos::kPropn) return;
    }
    Change(token, name, Deprel::kNmodDesc);
    for (int t = token - 1; t >= 0 && tree_[t].head == name; --t) {
      const Deprel label = BaseLabel(tree_[t].label);
      if (label != Deprel::kCompound && label != Deprel::kAmod &&
          label != Deprel::kNummod && tree_[t].label != Deprel::kDet) {
        return;
      }
      Change(t, token, tree_[t].label);
    }
  }

  bool IsRank(int token) const {
    const std::string lemma = absl::AsciiStrToLower(tree_[token].lemma);
    return lemma == "chief" || lemma == "prime" || lemma == "vice" ||
           lemma == "deputy" || lemma == "senior" || lemma == "former" ||
           lemma == "financial" || lemma == "operating" ||
           lemma == "managing" || lemma == "general" || lemma == "executive";
  }

  // "its first boat, Vela," as if the boat and Vela were two: nothing joins
  // them.
  bool IsNameBehind(int token) const {
    const Node& node = tree_[token];
    if (node.label != Deprel::kConj || node.upos != Upos::kPropn ||
        node.head > token || tree_[node.head].upos != Upos::kNoun ||
        tree_[node.head].label == Deprel::kConj) {
      return false;
    }
    for (const int child : tree_.Children(node.head)) {
      if (tree_[child].label != Deprel::kConj) continue;
      if (child != token || HasChild(tree_, child, Deprel::kCc)) return false;
    }
    const TokenSpan span = tree_.SubtreeSpan(token);
    return span.begin > 0 && (tree_[span.begin].lemma == "," ||
                              tree_[span.begin - 1].lemma == ",");
  }

  // "Ruiz, 44, left" as if Ruiz and 44 were two.
  bool IsAge(int token) const {
    const Node& node = tree_[token];
    return node.label == Deprel::kConj && node.upos == Upos::kNum &&
           node.head < token && tree_[node.head].upos == Upos::kPropn &&
           !HasChild(tree_, token, Deprel::kCc) &&
           tree_[token - 1].lemma == "," && token + 1 < tree_.size() &&
           tree_[token + 1].lemma == ",";
  }

  // ", president and founder of Norvane" behind a name, without an "and" that
  // would join it to the name.
  void Office(int token) {
    const Node& node = tree_[token];
    const int name = node.head;
    if (IsNameBehind(token) || IsAge(token)) {
      Change(token, name, Deprel::kAppos);
      return;
    }
    if (node.label != Deprel::kConj || name >= token || !IsRole(node) ||
        !IsNominal(node) || tree_[name].upos != Upos::kPropn ||
        HasChild(tree_, token, Deprel::kCc)) {
      return;
    }
    const TokenSpan span = tree_.SubtreeSpan(token);
    if (span.begin == 0 || (tree_[span.begin - 1].upos != Upos::kPunct &&
                            tree_[span.begin].upos != Upos::kPunct)) {
      return;
    }
    Change(token, name, Deprel::kAppos);
    // What was the third in the row is the second office.
    for (const int other : tree_.Children(name)) {
      if (other > token && tree_[other].label == Deprel::kConj &&
          IsRole(tree_[other])) {
        Change(other, token, Deprel::kConj);
      }
    }
  }

  // "Norvane founder and chairman" right before "Ana Ruiz".
  void TwoOffices(int name) {
    const Node& node = tree_[name];
    const int first = node.head;
    const int second = name - 1;
    const int cc = tree_.Child(name, Deprel::kCc);
    if (node.label != Deprel::kConj || node.upos != Upos::kPropn ||
        first >= second || !IsRole(tree_[first]) || !IsRole(tree_[second]) ||
        !IsNominal(tree_[first]) || tree_[second].head != name ||
        cc != second - 1 || cc != first + 1 || tree_[cc].lemma != "and") {
      return;
    }
    Change(name, tree_[first].head, tree_[first].label);
    Change(first, name, Deprel::kNmodDesc);
    Change(second, first, Deprel::kConj);
    Change(cc, second, Deprel::kCc);
    for (const int child : tree_.Children(first)) {
      if (child != name && (child > name || IsOfClause(tree_[child].label))) {
        Change(child, name, tree_[child].label);
      }
    }
  }

  // What belongs to the phrase as a whole, not to its noun.
  static bool IsOfClause(Deprel label) {
    return label == Deprel::kCase || label == Deprel::kPunct;
  }

  // "Gull & Holm": one firm, where "Gull and Holm" are two.
  void Ampersand(int token) {
    const Node& node = tree_[token];
    const int cc = tree_.Child(token, Deprel::kCc);
    if (node.label == Deprel::kConj && node.upos == Upos::kPropn &&
        cc == token - 1 && node.head == token - 2 && tokens_[cc].text == "&" &&
        tree_[node.head].upos == Upos::kPropn) {
      Change(token, node.head, Deprel::kFlat);
    }
  }

  // "told Vela that it would sail" with "that" as what it would sail.
  void Conjunction(int token) {
    const Node& node = tree_[token];
    if (node.lemma != "that" || node.xpos != Xpos::kIn ||
        node.label != Deprel::kObj || node.head < token) {
      return;
    }
    const int subject = SubjectChild(tree_, node.head);
    if (subject > token) Change(token, node.head, Deprel::kMark);
  }

  // "the union representing crew members, Seafarers United,": one name is not
  // that of several, so it goes to the nearest noun above that means one.
  void NameOfOne(int token) {
    const Node& node = tree_[token];
    if (node.label != Deprel::kAppos || node.upos != Upos::kPropn ||
        tree_[node.head].xpos != Xpos::kNns || node.head > token ||
        HasChild(tree_, token, Deprel::kConj) ||
        HasChild(tree_, node.head, Deprel::kConj)) {
      return;
    }
    int above = tree_[node.head].head;
    while (above != kNoHead && above < token && IsInside(tree_[above].label) &&
           tree_[above].xpos != Xpos::kNn) {
      above = tree_[above].head;
    }
    if (above != kNoHead && above < token && tree_[above].xpos == Xpos::kNn) {
      Change(token, above, Deprel::kAppos);
    }
  }

  // Parts of a noun's phrase, clauses that describe it among them.
  static bool IsInside(Deprel label) {
    const Deprel base = BaseLabel(label);
    return base == Deprel::kNmod || base == Deprel::kObl ||
           base == Deprel::kObj || base == Deprel::kAcl;
  }

  // "refused last week to halt the work" with the infinitive as a purpose:
  // such verbs are nothing without it.
  void Infinitive(int token) {
    const Node& node = tree_[token];
    const int verb = node.head;
    const int mark = tree_.Child(token, Deprel::kMark);
    if (node.label != Deprel::kAdvcl || node.xpos != Xpos::kVb ||
        verb > token || mark == kNoHead || tree_[mark].xpos != Xpos::kTo ||
        !IsVerbTag(tree_[verb]) || HasChild(tree_, verb, Deprel::kXcomp) ||
        HasChild(tree_, verb, Deprel::kCcomp) ||
        HasChild(tree_, verb, Deprel::kObj) ||
        HasChild(tree_, verb, Deprel::kAuxPass)) {
      return;
    }
    const absl::string_view lemma = tree_[verb].lemma;
    if (Is(lemma, WordClass::kPlan) || Is(lemma, WordClass::kFail) ||
        Is(lemma, WordClass::kWish)) {
      Change(token, verb, Deprel::kXcomp);
    }
  }

  // Nouns that have content rather than parts.
  static bool HasContent(absl::string_view lemma) {
    return lemma == "evidence" || lemma == "claim" || lemma == "allegation" ||
           lemma == "sign" || lemma == "proof" || lemma == "news" ||
           lemma == "report" || lemma == "suggestion" || lemma == "belief" ||
           lemma == "fear" || lemma == "fact" || lemma == "view" ||
           lemma == "accusation" || lemma == "indication" ||
           lemma == "assertion" || lemma == "rumour" || lemma == "rumor";
  }

  // "evidence that the firm had known", with "that" as what was known.
  void ContentOfNoun(int verb) {
    if (tree_[verb].label != Deprel::kAclRelcl ||
        !HasContent(tree_[tree_[verb].head].lemma) ||
        SubjectChild(tree_, verb) == kNoHead) {
      return;
    }
    const int that = tree_.Child(verb, Deprel::kObj);
    if (that == kNoHead || tree_[that].lemma != "that" ||
        tree_[that].xpos != Xpos::kWdt) {
      return;
    }
    Change(that, verb, Deprel::kMark);
    Retag(that, Upos::kSconj, Xpos::kIn);
    Change(verb, tree_[verb].head, Deprel::kAcl);
  }

  // "said through an aide that he had left"
  void ContentOfReport(int clause) {
    const Node& node = tree_[clause];
    if (node.label != Deprel::kAcl || SubjectChild(tree_, clause) == kNoHead) {
      return;
    }
    const int mark = tree_.Child(clause, Deprel::kMark);
    if (mark == kNoHead || tree_[mark].lemma != "that") return;
    const int noun = node.head;
    const int verb = tree_[noun].head;
    if (verb == kNoHead || tree_[noun].label != Deprel::kObl ||
        tree_[verb].label == Deprel::kParataxis ||
        HasContent(tree_[noun].lemma) ||
        !Is(tree_[verb].lemma, WordClass::kSay) ||
        HasChild(tree_, verb, Deprel::kCcomp) ||
        HasChild(tree_, verb, Deprel::kObj)) {
      return;
    }
    Change(clause, verb, Deprel::kCcomp);
  }

  // Behind a comma and at the end of the sentence: "..., reported the guard."
  void Speaker(int token) {
    const Node& node = tree_[token];
    if (node.label != Deprel::kObj || !IsNominal(node)) return;
    const int verb = node.head;
    if (verb > token || verb < 2 || tree_[verb].xpos != Xpos::kVbd ||
        !Is(tree_[verb].lemma, WordClass::kSay) ||
        tree_[verb - 1].upos != Upos::kPunct) {
      return;
    }
    const TokenSpan span = tree_.SubtreeSpan(token);
    if (static_cast<int>(span.begin) != verb + 1 ||
        tree_.size() - static_cast<int>(span.end) > 2) {
      return;
    }
    Change(token, verb, Deprel::kNsubj);
    const int before = SubjectChild(tree_, verb);
    if (before == kNoHead || before > verb) return;
    ReportedClause(verb, before);
  }

  // The subject before the comma belongs to the clause that is reported: to
  // the finite verb inside of it.
  void ReportedClause(int verb, int subject) {
    for (const int child : tree_.Children(subject)) {
      if (child < subject || !IsVerbTag(tree_[child]) ||
          BaseLabel(tree_[child].label) != Deprel::kAcl ||
          tree_[child].lemma == "have" || tree_[child].lemma == "be") {
        continue;
      }
      Change(child, verb, Deprel::kCcomp);
      const int own = SubjectChild(tree_, child);
      if (own == kNoHead) {
        Change(subject, child, Deprel::kNsubj);
        return;
      }
      // "the ship Vela has sunk": the name was the subject of a relative
      // clause.
      Change(subject, own, Deprel::kNmodDesc);
      return;
    }
  }

  absl::Span<const Token> tokens_;
};

}  // namespace

DependencyTree RepairRoles(absl::Span<const Token> tokens,
                           DependencyTree tree) {
  return Repairer(tokens, std::move(tree)).Run();
}

}  // namespace weft::extractor
