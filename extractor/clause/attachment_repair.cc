#include "extractor/clause/attachment_repair.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/string_view.h"
#include "extractor/clause/tree_edit.h"
#include "extractor/clause/tree_queries.h"

namespace weft::extractor {
namespace {

bool IsWeekday(absl::string_view lemma) {
  static constexpr absl::string_view kDays[] = {
      "Monday", "Tuesday",  "Wednesday", "Thursday",
      "Friday", "Saturday", "Sunday"};
  return std::find(std::begin(kDays), std::end(kDays), lemma) !=
         std::end(kDays);
}

class Repairer : public TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  DependencyTree Run() {
    for (int token = 0; token < tree_.size(); ++token) {
      if (BaseLabel(tree_[token].label) == Deprel::kAcl) {
        Aside(token);
        WhoOfPerson(token);
        Consequence(token);
        Order(token);
      }
      if (BaseLabel(tree_[token].label) != Deprel::kNmod) continue;
      Description(token);
      Goal(token);
      DayBeforeVerb(token);
    }
    return Finish();
  }

 private:
  bool IsAmount(int token) const {
    return tree_[token].upos == Upos::kNum || tree_[token].upos == Upos::kSym ||
           tree_[token].lemma == "%" || tree_[token].lemma == "percent" ||
           HasChild(tree_, token, Deprel::kNummod);
  }

  // "by a quarter of a point to 4%"
  void Goal(int token) {
    const Node& node = tree_[token];
    if (node.label != Deprel::kNmod || !IsAmount(token)) return;
    const int marker = tree_.Child(token, Deprel::kCase);
    if (marker == kNoHead ||
        (tree_[marker].lemma != "to" && tree_[marker].lemma != "from")) {
      return;
    }
    int above = node.head;
    while (BaseLabel(tree_[above].label) == Deprel::kNmod) {
      above = tree_[above].head;
    }
    const Deprel label = BaseLabel(tree_[above].label);
    if ((label != Deprel::kObl && label != Deprel::kObj) || above > token) {
      return;
    }
    const int verb = tree_[above].head;
    if (!ChangesAmount(tree_[verb].lemma)) return;
    Change(token, verb, Deprel::kObl);
    // "... to 4% on Thursday", whose day hangs beside the goal.
    for (const int day : tree_.Children(node.head)) {
      if (day > token && tree_[day].label == Deprel::kNmod) {
        Change(day, verb, Deprel::kObl);
      }
    }
  }

  // Nouns with infinitives of their own: "asked for the right to vote".
  static bool HasInfinitive(absl::string_view lemma) {
    static constexpr absl::string_view kNouns[] = {
        "ability",    "attempt",     "authority", "bid",     "chance",
        "decision",   "desire",      "duty",      "effort",  "failure",
        "freedom",    "license",     "licence",   "money",   "move",
        "need",       "opportunity", "option",    "order",   "permission",
        "plan",       "power",       "pressure",  "promise", "proposal",
        "reason",     "request",     "right",     "time",    "way",
        "willingness"};
    return std::find(std::begin(kNouns), std::end(kNouns), lemma) !=
           std::end(kNouns);
  }

  // "expects the sale of boats to help"
  void Order(int infinitive) {
    const Node& node = tree_[infinitive];
    const int mark = tree_.Child(infinitive, Deprel::kMark);
    if (node.xpos != Xpos::kVb || mark == kNoHead ||
        tree_[mark].xpos != Xpos::kTo) {
      return;
    }
    int object = node.head;
    while (object != kNoHead && object < infinitive &&
           (tree_[object].label == Deprel::kNmod ||
            tree_[object].label == Deprel::kFlat)) {
      object = tree_[object].head;
    }
    const Deprel label = tree_[object].label;
    if ((label != Deprel::kObj && label != Deprel::kIobj) ||
        HasInfinitive(tree_[object].lemma) || IsRank(tree_, object)) {
      return;
    }
    const int verb = tree_[object].head;
    if (!ControlsByObject(tree_[verb].lemma) ||
        HasChild(tree_, verb, Deprel::kXcomp)) {
      return;
    }
    Change(infinitive, verb, Deprel::kXcomp);
  }

  // ", who ..." behind "Ana Ruiz of the firm Vela".
  void WhoOfPerson(int clause) {
    const int firm = tree_[clause].head;
    const int subject = SubjectChild(tree_, clause);
    if (firm > clause || subject == kNoHead || tree_[subject].lemma != "who" ||
        tree_[firm].label != Deprel::kNmod || !IsBehindComma(clause)) {
      return;
    }
    const int person = tree_[firm].head;
    if (tree_[firm].upos == Upos::kPropn &&
        tree_[person].upos == Upos::kPropn &&
        !HasChild(tree_, firm, Deprel::kConj)) {
      Change(clause, person, tree_[clause].label);
    }
  }

  // "criticised the bill, accusing ministers": who criticised it accuses.
  void Consequence(int clause) {
    const Node& node = tree_[clause];
    const int noun = node.head;
    if (node.label != Deprel::kAcl || node.xpos != Xpos::kVbg ||
        noun > clause || !IsBehindComma(clause) || node.lemma == "include" ||
        node.lemma == "range" || node.lemma == "involve") {
      return;
    }
    const Deprel label = BaseLabel(tree_[noun].label);
    const int verb = tree_[noun].head;
    if ((label == Deprel::kObj || label == Deprel::kObl) && verb < noun &&
        IsVerbTag(tree_[verb])) {
      Change(clause, verb, Deprel::kAdvcl);
    }
  }

  bool IsBehindComma(int clause) const {
    const uint32_t begin = tree_.SubtreeSpan(clause).begin;
    return tree_[begin].lemma == "," ||
           (begin > 0 && tree_[begin - 1].lemma == ",");
  }

  // ", which ..." and ", passed in May" behind "the bill of the state".
  void Aside(int clause) {
    const int noun = tree_[clause].head;
    if (noun > clause || tree_[noun].label != Deprel::kNmod ||
        tree_[noun].upos == Upos::kPropn || !IsBehindComma(clause)) {
      return;
    }
    const int marker = tree_.Child(noun, Deprel::kCase);
    if (marker == kNoHead || tree_[marker].lemma != "of") return;
    const bool participle =
        tree_[clause].label == Deprel::kAcl && tree_[clause].xpos == Xpos::kVbn;
    bool which = false;
    for (const int child : tree_.Children(clause)) {
      which |= tree_[child].lemma == "which";
    }
    const int whole = tree_[noun].head;
    const bool noun_above = tree_[whole].upos == Upos::kNoun;
    if ((participle || which) && noun_above) {
      Change(clause, whole, tree_[clause].label);
    }
  }

  // "yards in Lund" with Lund above the yards.
  void Description(int noun) {
    if (tree_[noun].label != Deprel::kNmodDesc ||
        tree_[noun].upos != Upos::kNoun) {
      return;
    }
    const int name = tree_[noun].head;
    const int marker = tree_.Child(name, Deprel::kCase);
    if (marker == kNoHead || marker < noun || marker > name ||
        tree_[name].label == Deprel::kRoot) {
      return;
    }
    for (const int child : tree_.Children(name)) {
      if (child < noun) Change(child, noun, tree_[child].label);
    }
    Change(noun, tree_[name].head, tree_[name].label);
    Change(name, noun, Deprel::kNmod);
  }

  // "Norvane on Monday closed", the usual order of news.
  void DayBeforeVerb(int token) {
    if (!IsWeekday(tree_[token].lemma)) return;
    const int name = tree_[token].head;
    if (BaseLabel(tree_[name].label) != Deprel::kNsubj || name > token) return;
    const int verb = tree_[name].head;
    const int next = static_cast<int>(tree_.SubtreeSpan(token).end);
    if (next > verb || (next != verb && tree_[next].head != verb)) return;
    Change(token, verb,
           HasChild(tree_, token, Deprel::kCase) ? Deprel::kObl
                                                 : Deprel::kOblUnmarked);
  }
};

}  // namespace

DependencyTree RepairAttachments(DependencyTree tree) {
  return Repairer(std::move(tree)).Run();
}

}  // namespace weft::extractor
