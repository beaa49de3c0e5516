#include "extractor/clause/lost_subject.h"

#include <algorithm>
#include <utility>

#include "extractor/clause/tree_edit.h"
#include "extractor/clause/tree_queries.h"

namespace weft::extractor {
namespace {

bool IsNominal(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn ||
         node.upos == Upos::kPron || node.upos == Upos::kNum;
}

bool IsFiniteTag(Xpos xpos) {
  return xpos == Xpos::kVbd || xpos == Xpos::kVbz || xpos == Xpos::kVbp ||
         xpos == Xpos::kMd;
}

class Restorer : public TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  DependencyTree Run() {
    for (int token = 0; token < tree_.size(); ++token) {
      Expletive(token);
      RankedInfinitive(token);
      LeftNeighbour(token);
      BareRelative(token);
      AppositionAsSubject(token);
      OwnedSubject(token);
      SubjectBehindMark(token);
      SubjectOfReport(token);
    }
    return Finish();
  }

 private:
  bool Has(int token, Deprel label) const {
    return HasChild(tree_, token, label);
  }

  // "It is hard to say", "it seems that": a clause stands for the subject.
  bool HasExtraposed(int verb) const {
    for (const int child : tree_.Children(verb)) {
      switch (tree_[child].label) {
        case Deprel::kCcomp:
        case Deprel::kCsubj:
        case Deprel::kCsubjPass:
        case Deprel::kXcomp:
        case Deprel::kAdvcl:
        case Deprel::kAdvclRelcl:
        case Deprel::kAclRelcl:  // "it is Ruiz who ..."
        case Deprel::kAcl:
          if (child > verb) return true;
          break;
        default:
          break;
      }
    }
    return false;
  }

  void Expletive(int token) {
    const Node& node = tree_[token];
    if (node.label != Deprel::kExpl || node.lemma != "it") return;
    const int verb = node.head;
    if (SubjectChild(tree_, verb) != kNoHead) return;
    // A transitive verb has its infinitive besides: "it tells him to wait".
    if (!Has(verb, Deprel::kObj) && HasExtraposed(verb)) return;
    if (!Has(verb, Deprel::kObj) && !Has(verb, Deprel::kCop)) return;
    if (tree_[verb].upos == Upos::kAdj) return;
    Change(token, verb, Deprel::kNsubj);
  }

  void RankedInfinitive(int token) {
    const Node& node = tree_[token];
    if (node.label != Deprel::kCsubj || node.xpos != Xpos::kVb) return;
    const int rank = node.head;
    if (rank > token || !IsRank(tree_, rank)) return;
    const int subject = SubjectChild(tree_, rank);
    if (subject == kNoHead || subject == token || subject > rank) return;
    Change(token, rank, Deprel::kAcl);
  }

  bool IsFinite(int verb) const {
    if (IsVerbTag(tree_[verb]) && IsFiniteTag(tree_[verb].xpos)) return true;
    // "Norvane named Ruiz head": a past form read as a participle.
    if (tree_[verb].xpos == Xpos::kVbn &&
        (Has(verb, Deprel::kObj) || Has(verb, Deprel::kXcomp)) &&
        !Has(verb, Deprel::kAuxPass)) {
      return true;
    }
    for (const int child : tree_.Children(verb)) {
      const Deprel base = BaseLabel(tree_[child].label);
      if ((base == Deprel::kAux || base == Deprel::kCop) && child < verb &&
          IsFiniteTag(tree_[child].xpos)) {
        return true;
      }
    }
    return false;
  }

  bool MayLackSubject(int verb) const {
    switch (tree_[verb].label) {
      case Deprel::kRoot:
      case Deprel::kParataxis:
      case Deprel::kCcomp:
        break;
      default:
        return true;  // conjuncts share one, infinitives are controlled
    }
    return SubjectChild(tree_, verb) != kNoHead || Has(verb, Deprel::kExpl) ||
           Has(verb, Deprel::kNsubjOuter);
  }

  // First token of the verb group: auxiliaries and adverbs right before it.
  int GroupBegin(int verb) const {
    int begin = verb;
    while (begin > 0 && tree_[begin - 1].head == verb) {
      const Deprel base = BaseLabel(tree_[begin - 1].label);
      const bool adverb =
          base == Deprel::kAdvmod && (tree_[begin - 1].upos == Upos::kAdv ||
                                      tree_[begin - 1].upos == Upos::kPart);
      if (base != Deprel::kAux && base != Deprel::kCop && !adverb) break;
      --begin;
    }
    return begin;
  }

  // Labels of a phrase that is no argument of what it hangs on.
  static bool IsLoose(Deprel label) {
    switch (label) {
      case Deprel::kAppos:
      case Deprel::kParataxis:
      case Deprel::kDep:
      case Deprel::kList:
      case Deprel::kVocative:
      case Deprel::kDislocated:
      case Deprel::kDiscourse:
      case Deprel::kReparandum:
      case Deprel::kNmodUnmarked:
      case Deprel::kOblUnmarked:
      case Deprel::kAdvmod:
      case Deprel::kAdvcl:
      case Deprel::kOrphan:
        return true;
      default:
        return false;
    }
  }

  // The phrase begins the sentence, or a mark or its own article parts it from
  // what stands before it.
  bool BeginsApart(TokenSpan span) const {
    if (span.begin == 0) return true;
    if (tree_[span.begin].upos == Upos::kPunct ||
        tree_[span.begin - 1].upos == Upos::kPunct) {
      return true;
    }
    const Xpos first = tree_[span.begin].xpos;
    return first == Xpos::kDt || first == Xpos::kPrpS;
  }

  void LeftNeighbour(int verb) {
    if (MayLackSubject(verb) || !IsFinite(verb)) return;
    const int begin = GroupBegin(verb);
    int at = begin - 1;
    // The comma that closes a relative clause or an apposition.
    if (at > 0 && tree_[at].lemma == ",") --at;
    if (at < 0 || tree_[at].upos == Upos::kPunct) return;
    int found = kNoHead;
    for (; at != kNoHead && at != verb; at = tree_[at].head) {
      if (static_cast<int>(tree_.SubtreeSpan(at).end) > begin ||
          tree_.Dominates(at, verb)) {
        break;
      }
      if (MayBeSubject(at, verb)) {
        found = at;
      } else if (found != kNoHead) {
        break;  // "the lander, Vela,": both are one phrase, no more is
      }
    }
    if (found == kNoHead) return;
    const bool passive = Has(verb, Deprel::kAuxPass);
    Change(found, verb, passive ? Deprel::kNsubjPass : Deprel::kNsubj);
  }

  // A relative clause of English has a pronoun or a subject of its own.
  void BareRelative(int verb) {
    const Node& node = tree_[verb];
    if (node.label != Deprel::kAclRelcl || node.head != verb - 1 ||
        !IsFiniteTag(node.xpos) || SubjectChild(tree_, verb) != kNoHead) {
      return;
    }
    for (const int child : tree_.Children(verb)) {
      if (IsRelativePronoun(tree_[child]) || tree_[child].xpos == Xpos::kWrb) {
        return;
      }
    }
    const int noun = node.head;
    const Deprel label = tree_[noun].label;
    if (label != Deprel::kParataxis && label != Deprel::kAppos &&
        label != Deprel::kConj && label != Deprel::kDep) {
      return;
    }
    if (Has(noun, Deprel::kCase) || Has(noun, Deprel::kCc)) return;
    int above = tree_[noun].head;
    while (tree_[above].label == Deprel::kConj) above = tree_[above].head;
    Change(verb, above, Deprel::kParataxis);
    Change(noun, verb, Deprel::kNsubj);
  }

  // "Ines Roth, a critic at Vela, asks why" below a name that stands alone.
  void AppositionAsSubject(int verb) {
    const int name = tree_[verb].head;
    const int noun = SubjectChild(tree_, verb);
    if (tree_[verb].label != Deprel::kParataxis || name == kNoHead ||
        noun == kNoHead || name > noun || noun > verb || !IsFinite(verb) ||
        tree_[name].label != Deprel::kRoot ||
        tree_[name].upos != Upos::kPropn) {
      return;
    }
    const TokenSpan span = tree_.SubtreeSpan(noun);
    auto begin = static_cast<int>(span.begin);
    if (tree_[begin].lemma == ",") ++begin;
    const bool between_commas = begin > name && tree_[begin - 1].lemma == "," &&
                                static_cast<int>(span.end) < verb &&
                                tree_[span.end].lemma == ",";
    if (!between_commas || tree_[begin].xpos != Xpos::kDt ||
        !IsOneName(name, begin - 1)) {
      return;
    }
    Change(verb, kNoHead, Deprel::kRoot);
    Change(name, verb, Deprel::kNsubj);
    Change(noun, name, Deprel::kAppos);
  }

  // "Vela, whose owner, Ruiz, plans": the owner as an apposition of Vela.
  void OwnedSubject(int noun) {
    const int owner = tree_.Child(noun, Deprel::kNmodPoss);
    const int above = tree_[noun].head;
    if (tree_[noun].label != Deprel::kAppos || owner == kNoHead ||
        tree_[owner].lemma != "whose") {
      return;
    }
    for (const int verb : tree_.Children(above)) {
      if (verb > noun && tree_[verb].label == Deprel::kAclRelcl &&
          SubjectChild(tree_, verb) == kNoHead && IsFinite(verb)) {
        Change(noun, verb, Deprel::kNsubj);
        return;
      }
    }
  }

  // "Teams searched the mill, officials said" with both as who said it.
  void SubjectOfReport(int clause) {
    const int verb = tree_[clause].head;
    if (tree_[clause].label != Deprel::kCcomp || verb < clause ||
        SubjectChild(tree_, clause) != kNoHead) {
      return;
    }
    int before = kNoHead, behind = kNoHead;
    for (const int child : tree_.Children(verb)) {
      if (tree_[child].label != Deprel::kNsubj) continue;
      (child < clause ? before : behind) = child;
    }
    if (before == kNoHead || behind == kNoHead) return;
    Change(before, clause, Deprel::kNsubj);
    if (tree_[clause].xpos == Xpos::kVbn && !Has(clause, Deprel::kAux)) {
      Retag(clause, Upos::kVerb, Xpos::kVbd);
    }
  }

  // "left after a report found gaps": the report as when he left.
  void SubjectBehindMark(int verb) {
    const Node& node = tree_[verb];
    if (node.label != Deprel::kAdvcl || !IsFiniteTag(node.xpos) ||
        SubjectChild(tree_, verb) != kNoHead || Has(verb, Deprel::kMark)) {
      return;
    }
    for (const int noun : tree_.Children(node.head)) {
      const int mark = tree_.Child(noun, Deprel::kCase);
      if (mark != kNoHead && tree_[noun].label == Deprel::kObl &&
          tree_[mark].upos == Upos::kSconj &&
          static_cast<int>(tree_.SubtreeSpan(noun).end) == GroupBegin(verb)) {
        Change(noun, verb, Deprel::kNsubj);
        Change(mark, verb, Deprel::kMark);
        return;
      }
    }
  }

  // Do all words before `end` belong to the name?
  bool IsOneName(int name, int end) const {
    for (int token = 0; token < end; ++token) {
      if (tree_[token].upos != Upos::kPropn || !tree_.Dominates(name, token)) {
        return false;
      }
    }
    return true;
  }

  bool MayBeSubject(int token, int verb) const {
    const Node& node = tree_[token];
    if (!IsNominal(node) || node.xpos == Xpos::kWp || node.xpos == Xpos::kWdt ||
        Has(token, Deprel::kCase) || Has(token, Deprel::kMark) ||
        Has(token, Deprel::kCop)) {
      return false;
    }
    // "suggests the cost was high" with the cost as what is suggested.
    if (node.label == Deprel::kObj && tree_[verb].label == Deprel::kCcomp &&
        tree_[verb].head == node.head && !Has(verb, Deprel::kMark)) {
      return true;
    }
    return IsLoose(node.label) && BeginsApart(tree_.SubtreeSpan(token));
  }
};

}  // namespace

DependencyTree RestoreSubjects(DependencyTree tree) {
  return Restorer(std::move(tree)).Run();
}

}  // namespace weft::extractor
