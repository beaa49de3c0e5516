#include "service/ask/asked_relation.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/clause/phrase.h"

namespace weft::service {
namespace {

using extractor::DependencyTree;
using extractor::Deprel;
using extractor::Upos;

constexpr double kTelling = 0.5;  // lighter terms may be any word

// One argument of the predicate that holds a term of the question.
struct NamedEnd {
  AskedEnd end;
  int term = -1;
};

class RelationReader {
 public:
  RelationReader(const Question& question, const Lexicon& lexicon)
      : question_(question),
        lexicon_(lexicon),
        tree_(question.sentence.tree),
        used_(question.terms.size(), false) {}

  QuestionRelation Run() && {
    if (question_.predicate < 0 || !HasRelation()) return out_;
    FindSource();
    const Upos upos = tree_[question_.predicate].upos;
    if (upos == Upos::kVerb || upos == Upos::kAux) {
      ReadVerb();
    } else if (upos == Upos::kNoun) {
      ReadNoun();
    }
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      if (!used_[t] && question_.terms[t].weight >= kTelling) {
        out_.further.push_back(static_cast<int>(t));
      }
    }
    return std::move(out_);
  }

 private:
  bool HasRelation() const {
    switch (question_.statement.kind) {
      case AnswerKind::kReason:
      case AnswerKind::kManner:
      case AnswerKind::kDuration:
      case AnswerKind::kAge:
      case AnswerKind::kDefinition:
      case AnswerKind::kRelation:
        return false;
      default:
        return true;
    }
  }

  std::string Word(int i) const {
    return absl::AsciiStrToLower(question_.sentence.sentence.tokens[i].text);
  }

  // "According to Ruiz" at the end of the statement.
  void FindSource() {
    int from = -1;
    for (int i = 0; i + 1 < tree_.size(); ++i) {
      if (Word(i) == "according" && Word(i + 1) == "to") from = i;
    }
    if (from < 0) return;
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      const Term& term = question_.terms[t];
      if (term.head < from) continue;
      used_[t] = true;
      if (term.name && out_.source.empty()) out_.source = term.text;
    }
  }

  // Marks the term that is the predicate itself; -1: it is a light word.
  int TakePredicate() {
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      if (question_.terms[t].head != question_.predicate) continue;
      used_[t] = true;
      return static_cast<int>(t);
    }
    return -1;
  }

  bool IsPassive() const {
    const int predicate = question_.predicate;
    if (tree_.Child(predicate, Deprel::kAuxPass) >= 0) return true;
    return tree_[predicate].xpos == extractor::Xpos::kVbn && predicate > 0 &&
           tree_[predicate - 1].lemma == "be";
  }

  std::string PrepositionOf(int argument) const {
    const auto markers = extractor::CaseMarkers(tree_, argument);
    return markers.empty() ? "" : PlainPreposition(tree_[markers.back()].lemma);
  }

  // The terms of an argument: a name, with what it owns.
  void AddEnd(Role role, int argument, std::vector<NamedEnd>* out) {
    if (question_.gap >= 0 && tree_.Dominates(argument, question_.gap)) return;
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      const Term& term = question_.terms[t];
      if (used_[t] || !term.name || term.head < 0 ||
          tree_[term.head].upos == Upos::kNum ||
          !tree_.Dominates(argument, term.head)) {
        continue;
      }
      NamedEnd named;
      named.term = static_cast<int>(t);
      named.end.role = role;
      if (role == Role::kOblique) {
        named.end.preposition = PrepositionOf(argument);
      }
      const bool owner = tree_[term.head].head == argument &&
                         (tree_[term.head].label == Deprel::kNmodPoss ||
                          tree_[term.head].label == Deprel::kNmod);
      if (owner) named.end.owned = tree_[argument].lemma;
      if (term.head == argument || owner) out->push_back(std::move(named));
      break;
    }
  }

  void TakeOwned(const NamedEnd& named) {
    used_[named.term] = true;
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      const int head = question_.terms[t].head;
      if (!named.end.owned.empty() && head >= 0 &&
          head == tree_[question_.terms[named.term].head].head) {
        used_[t] = true;
      }
    }
  }

  void ReadVerb() {
    const int term = TakePredicate();
    if (term < 0) return;
    AskedRelation& relation = out_.relation;
    std::vector<NamedEnd> ends;
    const auto arcs = RolesOf(extractor::FindClauses(tree_), tree_);
    for (const RoleArc& arc : arcs) {
      if (arc.predicate != question_.predicate) continue;
      if (arc.argument == question_.gap) {
        relation.gap.role = arc.role;
        if (arc.role == Role::kOblique) {
          relation.gap.preposition = PrepositionOf(arc.argument);
        }
      } else {
        AddEnd(arc.role, arc.argument, &ends);
      }
    }
    // "someone invested in it", read as one who was invested.
    if (question_.statement.subject &&
        question_.statement.kind != AnswerKind::kPossessor) {
      relation.gap = {IsPassive() ? Role::kObject : Role::kSubject, "", ""};
    }
    GapOfAdverb(&relation.gap);
    if (question_.gap >= 0 && relation.gap.role == Role::kNone &&
        question_.statement.kind != AnswerKind::kTime) {
      return;  // the gap is no end of the predicate
    }
    Choose(std::move(ends));
    relation.bases = lexicon_.BaseForms(question_.terms[term].text);
    const std::string& lemma = tree_[question_.predicate].lemma;
    if (!absl::c_linear_search(relation.bases, lemma)) {
      relation.bases.push_back(lemma);
    }
    if (!question_.terms[term].phrasal.empty()) {
      relation.bases.push_back(question_.terms[term].phrasal);
    }
  }

  // "Where is it based": behind a preposition of places. "When": no end.
  void GapOfAdverb(AskedEnd* gap) const {
    if (question_.statement.kind == AnswerKind::kPlace &&
        gap->role != Role::kSubject && gap->role != Role::kObject) {
      gap->role = Role::kOblique;
      if (gap->preposition.empty()) gap->preposition = "in";
    }
    if (question_.statement.kind == AnswerKind::kTime) *gap = AskedEnd();
  }

  // Subject and object before what stands behind prepositions. The second one
  // counts where nothing else is asked for.
  void Choose(std::vector<NamedEnd> ends) {
    std::stable_sort(
        ends.begin(), ends.end(), [](const NamedEnd& a, const NamedEnd& b) {
          return a.end.role != Role::kOblique && b.end.role == Role::kOblique;
        });
    if (ends.empty()) return;
    out_.named = ends[0].term;
    out_.relation.named = ends[0].end;
    TakeOwned(ends[0]);
    const bool fact = question_.statement.kind == AnswerKind::kYesNo ||
                      question_.statement.kind == AnswerKind::kTime;
    if (!fact || ends.size() < 2 || used_[ends[1].term]) return;
    out_.other = ends[1].term;
    out_.relation.gap = ends[1].end;
    TakeOwned(ends[1]);
  }

  // "the director of Norvane is someone"
  void ReadNoun() {
    const int noun = question_.predicate;
    if (question_.gap < 0 || question_.statement.kind == AnswerKind::kTime ||
        TakePredicate() < 0) {
      return;
    }
    std::vector<NamedEnd> ends;
    for (const int child : tree_.Children(noun)) {
      const Deprel label = tree_[child].label;
      if (label == Deprel::kNmod || label == Deprel::kNmodPoss) {
        AddEnd(Role::kObject, child, &ends);
      }
      if (label == Deprel::kAmod || label == Deprel::kCompound) {
        out_.relation.modifiers.push_back(tree_[child].lemma);
        for (size_t t = 0; t < question_.terms.size(); ++t) {
          if (question_.terms[t].head == child) used_[t] = true;
        }
      }
    }
    if (ends.empty()) return;
    ends.resize(1);
    Choose(std::move(ends));
    out_.relation.noun = true;
    out_.relation.bases = lexicon_.BaseForms(Word(noun));
    out_.relation.gap.role = Role::kSubject;
  }

  const Question& question_;
  const Lexicon& lexicon_;
  const DependencyTree& tree_;
  std::vector<bool> used_;
  QuestionRelation out_;
};

}  // namespace

QuestionRelation ReadRelation(const Question& question,
                              const Lexicon& lexicon) {
  return RelationReader(question, lexicon).Run();
}

}  // namespace weft::service
