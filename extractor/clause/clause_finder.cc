#include "extractor/clause/clause_finder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "extractor/clause/clause_link.h"
#include "extractor/clause/subject_finder.h"
#include "extractor/clause/tree_queries.h"
#include "extractor/clause/verb_group.h"

namespace weft::extractor {
namespace {

// Verbs whose object does not control the infinitive behind it: "she promised
// him to come".
bool SubjectControls(const Node& verb) { return verb.lemma == "promise"; }

// Walks one tree; clauses are numbered in the order in which they are found.
class Finder {
 public:
  explicit Finder(const DependencyTree& tree)
      : tree_(tree), clause_of_(tree.size(), -1), merged_(tree.size(), false) {}

  std::vector<Clause> Run() {
    if (tree_.empty()) return {};
    // Depth first with the children in text order, so that a clause comes
    // after the one above it.
    std::vector<int> stack = {tree_.root()};
    while (!stack.empty()) {
      const int token = stack.back();
      stack.pop_back();
      if (!merged_[token] && IsPredicate(token)) Add(token);
      const auto children = tree_.Children(token);
      stack.insert(stack.end(), children.rbegin(), children.rend());
    }
    return std::move(clauses_);
  }

 private:
  bool IsPredicate(int token) const {
    const Node& node = tree_[token];
    if (HasChild(tree_, token, Deprel::kCop)) return true;
    switch (BaseLabel(node.label)) {
      case Deprel::kRoot:
      case Deprel::kCcomp:
      case Deprel::kXcomp:
      case Deprel::kAdvcl:
      case Deprel::kAcl:
      case Deprel::kParataxis:
      case Deprel::kCsubj:
      case Deprel::kConj:
      case Deprel::kDep:
      case Deprel::kList:
      case Deprel::kAppos:
        break;
      case Deprel::kObl:
        // A gerund with an object of its own still says something: "for
        // violating its terms" when it is labelled as a noun.
        return node.label == Deprel::kObl && node.xpos == Xpos::kVbg &&
               node.upos == Upos::kVerb && HasChild(tree_, token, Deprel::kObj);
      default:
        return false;
    }
    if (IsVerbless(token)) return true;
    if (node.upos == Upos::kAux) return SubjectChild(tree_, token) != kNoHead;
    if (node.label == Deprel::kConj && !IsConjoinedVerb(token)) return false;
    return IsVerbTag(node) && node.upos != Upos::kAdj &&
           node.upos != Upos::kNoun && node.upos != Upos::kPropn &&
           node.upos != Upos::kAdp;
  }

  // "Homes still dark", "prices up 5%": a predicate that does without "is".
  bool IsVerbless(int token) const {
    const Node& node = tree_[token];
    const int subject = SubjectChild(tree_, token);
    if (subject == kNoHead || subject > token || IsVerbTag(node) ||
        node.upos == Upos::kAux || node.upos == Upos::kPropn ||
        HasChild(tree_, token, Deprel::kObj) ||
        BaseLabel(tree_[subject].label) != Deprel::kNsubj) {
      return false;
    }
    for (const int child : tree_.Children(token)) {
      if (BaseLabel(tree_[child].label) == Deprel::kAux) return false;
    }
    return node.label == Deprel::kRoot || node.label == Deprel::kParataxis ||
           (node.label == Deprel::kConj && node.upos == Upos::kAdj);
  }

  // A verb joined to a noun ("the design and making of it") is no clause.
  bool IsConjoinedVerb(int token) const {
    int head = tree_[token].head;
    for (int i = 0; i < kMaxChain && tree_[head].label == Deprel::kConj; ++i) {
      head = tree_[head].head;
    }
    return clause_of_[head] >= 0 || SubjectChild(tree_, token) != kNoHead;
  }

  void Add(int token) {
    Clause clause;
    clause.governor = tree_[token].head;
    clause.link = LinkOf(tree_[token]);
    clause.parent = ParentOf(token);
    const bool conjunct = clause.link == ClauseLink::kConjunct &&
                          clause.parent >= 0 &&
                          SubjectChild(tree_, token) == kNoHead;
    if (conjunct) clause.chain = SharedChain(token, clauses_[clause.parent]);
    const size_t shared = clause.chain.size();
    clause.chain.push_back(token);
    ExtendChain(&clause);
    const int index = static_cast<int>(clauses_.size());
    for (size_t i = shared; i < clause.chain.size(); ++i) {
      clause_of_[clause.chain[i]] = index;
      merged_[clause.chain[i]] = true;
    }
    SetKind(&clause);
    FillVerbGroup(tree_, clauses_, &clause);
    CollectArguments(shared, &clause);
    FindSubject(tree_, clauses_, conjunct, &clause);
    ShareObject(conjunct, &clause);
    FillRelativeGap(&clause);
    std::stable_sort(
        clause.arguments.begin(), clause.arguments.end(),
        [](const Argument& a, const Argument& b) { return a.head < b.head; });
    clauses_.push_back(std::move(clause));
  }

  int ParentOf(int token) const {
    int head = tree_[token].head;
    while (head != kNoHead) {
      if (clause_of_[head] >= 0) return clause_of_[head];
      head = tree_[head].head;
    }
    return -1;
  }

  // "were able to reinforce X and defeat Y": the second verb inherits "were
  // able to".
  std::vector<int> SharedChain(int token, const Clause& first) const {
    int head = tree_[token].head;
    const auto at = std::find(first.chain.begin(), first.chain.end(), head);
    if (at == first.chain.end()) return {};
    return std::vector<int>(first.chain.begin(), at);
  }

  // Follows open complements whose subject is the subject of the verb above.
  void ExtendChain(Clause* clause) {
    while (clause->chain.size() < kMaxChain) {
      const int last = clause->chain.back();
      const int next = tree_.Child(last, Deprel::kXcomp);
      if (next == kNoHead || !ContinuesChain(last, next)) return;
      clause->chain.push_back(next);
    }
  }

  bool ContinuesChain(int last, int next) const {
    const Node& node = tree_[next];
    const bool copular = HasChild(tree_, next, Deprel::kCop);
    const bool verbal =
        IsVerbTag(node) && node.upos != Upos::kAdj && node.upos != Upos::kNoun;
    if (!copular && !verbal) return false;
    if (SubjectChild(tree_, next) != kNoHead) return false;
    const bool has_object = HasChild(tree_, last, Deprel::kObj) ||
                            HasChild(tree_, last, Deprel::kIobj);
    if (has_object && !SubjectControls(tree_[last])) return false;
    // "was left standing", "got caught": a participle without "to" stays an
    // ascription only when the verb above is passive and it is a VBN.
    return true;
  }

  void SetKind(Clause* clause) const {
    const int head = clause->head();
    const Node& node = tree_[head];
    if (HasChild(tree_, head, Deprel::kCop) || IsVerbless(head)) {
      clause->kind = ClauseKind::kCopular;
    } else if (HasChild(tree_, head, Deprel::kExpl) &&
               (node.lemma == "be" || node.lemma == "exist" ||
                node.lemma == "remain")) {
      clause->kind = ClauseKind::kExistential;
    }
    clause->passive = HasChild(tree_, head, Deprel::kAuxPass) ||
                      HasChild(tree_, head, Deprel::kNsubjPass) ||
                      HasChild(tree_, head, Deprel::kOblAgent) ||
                      IsBareParticiple(*clause);
  }

  // "a fund founded in 2005", "lifted by strong demand": a past participle
  // with no auxiliary of its own, below a noun or beside a clause.
  bool IsBareParticiple(const Clause& clause) const {
    const int head = clause.head();
    if (tree_[head].xpos != Xpos::kVbn || HasChild(tree_, head, Deprel::kAux) ||
        HasChild(tree_, head, Deprel::kCop)) {
      return false;
    }
    if (clause.chain.size() > 1) return true;
    if (clause.link == ClauseLink::kConjunct && clause.parent >= 0) {
      const Clause& first = clauses_[clause.parent];
      return first.passive || first.kind == ClauseKind::kCopular;
    }
    return clause.link == ClauseLink::kParticipial ||
           clause.link == ClauseLink::kAdverbial ||
           (clause.link == ClauseLink::kMain &&
            SubjectChild(tree_, head) == kNoHead);
  }

  void CollectArguments(size_t shared, Clause* clause) const {
    for (size_t i = 0; i < clause->chain.size(); ++i) {
      const int token = clause->chain[i];
      const int next =
          i + 1 < clause->chain.size() ? clause->chain[i + 1] : kNoHead;
      for (const int child : tree_.Children(token)) {
        if (child == next) continue;
        // Of the shared part of a chain only what stands before it belongs to
        // the second conjunct as well.
        if (i < shared && child > token) continue;
        AddArgument(child, clause);
      }
    }
    if (clause->kind == ClauseKind::kCopular) {
      AddCopularComplement(clause);
    }
    if (clause->kind == ClauseKind::kExistential) {
      const int subject = SubjectChild(tree_, clause->head());
      if (subject != kNoHead) {
        clause->arguments.push_back({ArgumentRole::kComplement, subject, {}});
      }
    }
  }

  void AddCopularComplement(Clause* clause) const {
    Argument complement;
    complement.role = ArgumentRole::kComplement;
    complement.head = clause->head();
    // Its conjunctions ("that", "because") belong to the clause.
    for (const int marker : Markers(tree_, complement.head)) {
      const int above =
          tree_[marker].label == Deprel::kFixed ? tree_[marker].head : marker;
      if (tree_[above].label == Deprel::kCase) {
        complement.markers.push_back(marker);
      }
    }
    clause->arguments.push_back(std::move(complement));
  }

  void AddArgument(int child, Clause* clause) const {
    const Node& node = tree_[child];
    Argument argument;
    argument.head = child;
    switch (BaseLabel(node.label)) {
      case Deprel::kObj:
        argument.role = ArgumentRole::kObject;
        break;
      case Deprel::kIobj:
        argument.role = ArgumentRole::kIndirectObject;
        break;
      case Deprel::kXcomp:
        argument.role = IsVerbTag(node) && node.upos != Upos::kAdj
                            ? ArgumentRole::kContent
                            : ArgumentRole::kComplement;
        argument.markers = Markers(tree_, child);
        break;
      case Deprel::kCcomp:
        argument.role = ArgumentRole::kContent;
        argument.markers = Markers(tree_, child);
        break;
      case Deprel::kObl:
        argument.role = ArgumentRole::kOblique;
        argument.markers = Markers(tree_, child);
        if (IsStepOfChange(tree_, child)) break;
        if (node.label == Deprel::kOblAgent ||
            (clause->passive && argument.markers.size() == 1 &&
             tree_[argument.markers[0]].lemma == "by" &&
             node.upos != Upos::kNum && node.upos != Upos::kVerb)) {
          argument.role = ArgumentRole::kAgent;
        }
        break;
      case Deprel::kAdvcl:
        argument.role = ArgumentRole::kAdverbialClause;
        argument.markers = Markers(tree_, child);
        break;
      case Deprel::kAdvmod:
        if (IsNegation(node) || Contains(clause->adverbs, child) ||
            (node.xpos == Xpos::kWrb && tree_.Children(child).empty())) {
          return;
        }
        // Degree words belong to the complement: "so far away".
        if (clause->kind == ClauseKind::kCopular &&
            node.head == clause->head() &&
            (clause->verb.empty() || child > clause->verb.back()) &&
            child < clause->head()) {
          return;
        }
        argument.role = ArgumentRole::kAdverb;
        argument.markers = Markers(tree_, child);
        break;
      default:
        return;
    }
    if (BaseLabel(node.label) == Deprel::kObl &&
        clause->kind == ClauseKind::kCopular && IsRelativePronoun(node) &&
        argument.markers.empty()) {
      return;
    }
    clause->arguments.push_back(std::move(argument));
  }

  static bool Contains(const std::vector<int>& tokens, int token) {
    return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
  }

  // "designs and sells chips": the object behind the second verb belongs to
  // the first as well only when the parser says so; the reverse, an object
  // before the conjunction, is never shared.
  void ShareObject(bool conjunct, Clause* clause) {
    if (!conjunct) return;
    Clause& first = clauses_[clause->parent];
    const Argument* object = clause->Find(ArgumentRole::kObject);
    if (object == nullptr || first.kind != ClauseKind::kVerbal ||
        first.passive || clause->passive) {
      return;
    }
    // Verbs side by side: nothing but the conjunction stands between them.
    if (clause->chain.size() != 1 || first.chain.size() != 1) return;
    if (clause->head() - first.head() != 2) return;
    if (first.arguments.empty()) first.arguments.push_back(*object);
  }

  // Puts the antecedent where the relative clause leaves a gap.
  void FillRelativeGap(Clause* clause) const {
    if (clause->link != ClauseLink::kRelative) return;
    for (Argument& argument : clause->arguments) {
      if (!IsRelativePronoun(tree_[argument.head])) continue;
      clause->relative = argument.head;
      argument.head = clause->governor;
      argument.antecedent = true;
      return;
    }
    // "whose boats sail": the possessor fills the gap.
    if (clause->subject != kNoHead) {
      const int owner = tree_.Child(clause->subject, Deprel::kNmodPoss);
      if (owner != kNoHead && tree_[owner].xpos == Xpos::kWpS) {
        clause->relative = owner;
        return;
      }
    }
    const bool open = clause->subject_source == SubjectSource::kOwn &&
                      clause->relative == kNoHead &&
                      clause->kind == ClauseKind::kVerbal && !clause->passive;
    if (!open || clause->Find(ArgumentRole::kObject) != nullptr ||
        clause->Find(ArgumentRole::kContent) != nullptr ||
        HasRelativeAdverb(*clause)) {
      return;
    }
    clause->arguments.push_back(
        {ArgumentRole::kObject, clause->governor, {}, true});
  }

  bool HasRelativeAdverb(const Clause& clause) const {
    for (const int token : clause.chain) {
      for (const int child : tree_.Children(token)) {
        if (tree_[child].xpos == Xpos::kWrb) return true;
      }
    }
    // "the year it opened": nouns of time and place are no objects.
    const absl::string_view lemma = tree_[clause.governor].lemma;
    return lemma == "time" || lemma == "year" || lemma == "day" ||
           lemma == "way" || lemma == "reason" || lemma == "place" ||
           lemma == "moment";
  }

  const DependencyTree& tree_;
  std::vector<int> clause_of_;
  std::vector<bool> merged_;
  std::vector<Clause> clauses_;
};

}  // namespace

std::vector<Clause> FindClauses(const DependencyTree& tree) {
  return Finder(tree).Run();
}

}  // namespace weft::extractor
