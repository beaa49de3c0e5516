#include "extractor/clause/subject_finder.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/clause/tree_queries.h"

namespace weft::extractor {
namespace {

class SubjectFinder {
 public:
  SubjectFinder(const DependencyTree& tree, absl::Span<const Clause> clauses)
      : tree_(tree), clauses_(clauses) {}

  void Find(bool conjunct, Clause* clause) const {
    if (TakeOwnSubject(clause)) return;
    const Clause* parent =
        clause->parent >= 0 ? &clauses_[clause->parent] : nullptr;
    if (conjunct) {
      clause->subject = parent->subject;
      clause->relative = parent->relative;
      clause->subject_source = parent->subject == kNoHead
                                   ? SubjectSource::kNone
                                   : SubjectSource::kShared;
      return;
    }
    switch (clause->link) {
      case ClauseLink::kParticipial:
        TakeGovernor(clause);
        return;
      case ClauseLink::kOpen:
        TakeController(parent, clause);
        return;
      case ClauseLink::kAdverbial:
        TakeSubjectAbove(parent, clause);
        return;
      case ClauseLink::kParataxis: {
        // "said it leads, and is the best": joined to the clause before it.
        if (HasChild(tree_, clause->chain.front(), Deprel::kCc) ||
            HasChild(tree_, clause->head(), Deprel::kCc)) {
          TakeSubjectBefore(clause);
          return;
        }
        // "..., having been founded in 2005": a participle beside a clause.
        if (clause->verb.empty()) return;
        const Xpos first = tree_[clause->verb.front()].xpos;
        if (first == Xpos::kVbg || first == Xpos::kVbn) {
          TakeSubjectAbove(parent, clause);
        }
        return;
      }
      default:
        return;
    }
  }

 private:
  bool TakeOwnSubject(Clause* clause) const {
    if (clause->kind == ClauseKind::kExistential) return true;
    int subject = kNoHead;
    for (const int token : clause->chain) {
      subject = SubjectChild(tree_, token);
      if (subject != kNoHead) break;
    }
    if (subject == kNoHead) return false;
    if (clause->link == ClauseLink::kRelative &&
        IsRelativePronoun(tree_[subject])) {
      clause->relative = subject;
      clause->subject = clause->governor;
      clause->subject_source = SubjectSource::kRelative;
      if (!TakeAscribed(clause)) TakeIdentified(clause);
      return true;
    }
    clause->subject = subject;
    clause->subject_source = SubjectSource::kOwn;
    return true;
  }

  // "The firm that built it is X": X built it.
  bool TakeIdentified(Clause* clause) const {
    const int name = tree_[clause->governor].head;
    if (name == kNoHead || tree_[name].upos != Upos::kPropn ||
        !HasChild(tree_, name, Deprel::kCop) ||
        SubjectChild(tree_, name) != clause->governor || HasNegation(name)) {
      return false;
    }
    clause->subject = name;
    return true;
  }

  bool HasNegation(int token) const {
    for (const int child : tree_.Children(token)) {
      if (IsNegation(tree_[child])) return true;
    }
    return false;
  }

  // "X is a fund founded in 2005", "Y is a midfielder who plays for Lund":
  // said of X and Y.
  bool TakeAscribed(Clause* clause) const {
    if (clause->parent < 0) return false;
    const Clause& above = clauses_[clause->parent];
    if (above.kind != ClauseKind::kCopular || above.subject == kNoHead ||
        above.head() != clause->governor || above.negation != kNoHead ||
        above.link == ClauseLink::kRelative) {
      return false;
    }
    const int article = tree_.Child(clause->governor, Deprel::kDet);
    if (article == kNoHead || tree_[article].lemma != "a") return false;
    clause->subject = above.subject;
    return true;
  }

  void TakeSubjectBefore(Clause* clause) const {
    for (auto it = clauses_.rbegin(); it != clauses_.rend(); ++it) {
      if (it->subject_source != SubjectSource::kOwn ||
          it->head() > clause->chain.front()) {
        continue;
      }
      clause->subject = it->subject;
      clause->subject_source = SubjectSource::kShared;
      return;
    }
  }

  void TakeGovernor(Clause* clause) const {
    const Node& head = tree_[clause->head()];
    const bool infinitive = head.xpos == Xpos::kVb;
    // "the risk of losing it": the risk loses nothing.
    for (const int marker : Markers(tree_, clause->chain.front())) {
      if (tree_[marker].xpos != Xpos::kTo) return;
    }
    if (!infinitive && TakeAscribed(clause)) {
      clause->subject_source = SubjectSource::kControlled;
      return;
    }
    if (infinitive && !IsRank(tree_, clause->governor)) return;
    clause->subject = clause->governor;
    clause->subject_source = SubjectSource::kParticipial;
    // "Norvane was the first to match it": Norvane matched it.
    if (!infinitive || clause->parent < 0) return;
    const Clause& above = clauses_[clause->parent];
    const Argument* complement = above.Find(ArgumentRole::kComplement);
    if (above.subject != kNoHead && complement != nullptr &&
        complement->head == clause->governor) {
      clause->subject = above.subject;
      clause->subject_source = SubjectSource::kControlled;
    }
  }

  void TakeController(const Clause* parent, Clause* clause) const {
    const int above = clause->governor;
    int controller = tree_.Child(above, Deprel::kObj);
    if (controller == kNoHead) controller = tree_.Child(above, Deprel::kIobj);
    if (controller == kNoHead && parent != nullptr) {
      controller = parent->subject;
    }
    clause->subject = controller;
    if (controller != kNoHead) {
      clause->subject_source = SubjectSource::kControlled;
    }
  }

  // "clearing the way for Ruiz to win": what "for" marks right before the
  // infinitive.
  int ForSubject(const Clause& parent, int infinitive) const {
    for (const Argument& argument : parent.arguments) {
      if (argument.role != ArgumentRole::kOblique ||
          argument.markers.size() != 1 ||
          tree_[argument.markers[0]].lemma != "for") {
        continue;
      }
      const auto end = tree_.SubtreeSpan(argument.head).end;
      if (end == tree_.SubtreeSpan(infinitive).begin) return argument.head;
    }
    return kNoHead;
  }

  // Who does what an adverbial clause says, when it is not the subject above.
  int AdverbialController(const Clause& parent, const Clause& clause) const {
    const int head = clause.head();
    const int first = clause.chain.front();
    const std::vector<int> markers = Markers(tree_, first);
    if (markers.size() != 1 || parent.passive) return kNoHead;
    const Node& marker = tree_[markers[0]];
    const bool infinitive = marker.xpos == Xpos::kTo;
    if (infinitive) {
      const int subject = ForSubject(parent, first);
      if (subject != kNoHead) return subject;
    }
    const bool gerund = tree_[head].xpos == Xpos::kVbg &&
                        (marker.lemma == "of" || marker.lemma == "for" ||
                         marker.lemma == "from");
    if (!(infinitive || gerund) ||
        !ControlsByObject(tree_[parent.head()].lemma)) {
      return kNoHead;
    }
    for (const ArgumentRole role :
         {ArgumentRole::kIndirectObject, ArgumentRole::kObject}) {
      const Argument* object = parent.Find(role);
      if (object != nullptr && object->head < head && !object->antecedent) {
        return object->head;
      }
    }
    return kNoHead;
  }

  void TakeSubjectAbove(const Clause* parent, Clause* clause) const {
    if (parent == nullptr) return;
    const int controller = AdverbialController(*parent, *clause);
    if (controller != kNoHead) {
      clause->subject = controller;
      clause->subject_source = SubjectSource::kControlled;
      return;
    }
    if (parent->subject == kNoHead) return;
    clause->subject = parent->subject;
    // "..., showed a boat, called merely Vela": the participle of naming goes
    // with the noun before it.
    const Argument* object = parent->Find(ArgumentRole::kObject);
    if (object != nullptr && clause->passive &&
        tree_[clause->head()].lemma == "call" &&
        object->head < clause->head()) {
      clause->subject = object->head;
    }
    clause->subject_source = SubjectSource::kControlled;
  }

  const DependencyTree& tree_;
  absl::Span<const Clause> clauses_;
};

}  // namespace

void FindSubject(const DependencyTree& tree, absl::Span<const Clause> earlier,
                 bool conjunct, Clause* clause) {
  SubjectFinder(tree, earlier).Find(conjunct, clause);
}

}  // namespace weft::extractor
