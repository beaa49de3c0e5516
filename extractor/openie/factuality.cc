#include "extractor/openie/factuality.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// Verbs that make their infinitive happen: "allowed him to leave" says that
// he could, "made him leave" that he did.
bool Causes(absl::string_view lemma) {
  return lemma == "make" || lemma == "let" || lemma == "have" ||
         lemma == "help" || lemma == "force" || lemma == "cause" ||
         lemma == "see" || lemma == "hear" || lemma == "get" ||
         lemma == "watch" || lemma == "leave" || lemma == "keep" ||
         lemma == "find" || lemma == "lead" || lemma == "allow" ||
         lemma == "enable";
}

// Verbs of foresight: what follows is the subject's view.
bool Expects(absl::string_view lemma) {
  return lemma == "expect" || lemma == "anticipate" || lemma == "predict" ||
         lemma == "forecast" || lemma == "hope";
}

class Judge {
 public:
  Judge(const DependencyTree& tree, absl::Span<const Clause> clauses)
      : tree_(tree), clauses_(clauses), result_(clauses.size()) {}

  std::vector<Factuality> Run() {
    const bool question = EndsWithQuestionMark();
    for (size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& clause = clauses_[i];
      Factuality& judged = result_[i];
      judged.negated = clause.negation != kNoHead;
      judged.certainty = OwnCertainty(clause);
      judged.source = OwnSource(clause);
      FromAbove(clause, &judged);
      if (question && IsTopLevel(clause)) {
        judged.certainty = Certainty::kQuestion;
      }
    }
    FromAsides();
    return std::move(result_);
  }

 private:
  bool EndsWithQuestionMark() const {
    for (int i = tree_.size() - 1; i >= 0 && i >= tree_.size() - 3; --i) {
      if (tree_[i].lemma == "?") return true;
      if (tree_[i].upos != Upos::kPunct) return false;
    }
    return false;
  }

  static bool IsTopLevel(const Clause& clause) {
    return clause.link == ClauseLink::kMain ||
           clause.link == ClauseLink::kConjunct ||
           clause.link == ClauseLink::kOpen;
  }

  Certainty OwnCertainty(const Clause& clause) const {
    for (size_t i = 0; i + 1 < clause.chain.size(); ++i) {
      const absl::string_view lemma = tree_[clause.chain[i]].lemma;
      if (Is(lemma, WordClass::kPlan)) return Certainty::kPlanned;
      if (lemma == "go" && tree_[clause.chain[i]].xpos == Xpos::kVbg) {
        return Certainty::kPlanned;
      }
      if (lemma == "want" || lemma == "hope" || lemma == "wish") {
        return Certainty::kPlanned;
      }
      if (Is(lemma, WordClass::kSeem)) return Certainty::kPossible;
    }
    if (clause.modal != kNoHead) {
      const absl::string_view modal = tree_[clause.modal].lemma;
      if (modal == "may" || modal == "might" || modal == "could" ||
          modal == "can" || modal == "ca") {
        return Certainty::kPossible;
      }
      if (modal == "will" || modal == "would" || modal == "shall" ||
          modal == "wo" || modal == "'ll" || modal == "'d" || modal == "’ll" ||
          modal == "’d" || modal == "should") {
        return Certainty::kPlanned;
      }
    }
    for (const int adverb : clause.adverbs) {
      if (Is(tree_[adverb].lemma, WordClass::kMaybe)) {
        return Certainty::kPossible;
      }
    }
    for (const Argument& argument : clause.arguments) {
      if (argument.role == ArgumentRole::kAdverb &&
          Is(tree_[argument.head].lemma, WordClass::kMaybe)) {
        return Certainty::kPossible;
      }
    }
    return Certainty::kAsserted;
  }

  // "according to Ruiz", "per Ruiz"; and "Ruiz: we ...", a clause that hangs
  // on a name behind a colon.
  int OwnSource(const Clause& clause) const {
    for (const Argument& argument : clause.arguments) {
      if (argument.markers.empty()) continue;
      const absl::string_view marker = tree_[argument.markers[0]].lemma;
      if (marker == "according" || marker == "accord" || marker == "per") {
        return argument.head;
      }
    }
    const int governor = clause.governor;
    if (clause.link == ClauseLink::kParataxis && governor != kNoHead &&
        tree_[governor].upos == Upos::kPropn) {
      for (int t = governor + 1; t < clause.chain.front(); ++t) {
        if (tree_[t].lemma == ":") return governor;
        if (tree_[t].upos != Upos::kPropn) break;
      }
    }
    return kNoHead;
  }

  bool MarkedBy(const Clause& clause, absl::string_view lemma) const {
    for (const int child : tree_.Children(clause.head())) {
      if (tree_[child].label == Deprel::kMark && tree_[child].lemma == lemma) {
        return true;
      }
    }
    const int first = clause.chain.front();
    for (const int child : tree_.Children(first)) {
      if (tree_[child].label == Deprel::kMark && tree_[child].lemma == lemma) {
        return true;
      }
    }
    return false;
  }

  static void Weaken(Certainty certainty, Factuality* judged) {
    if (judged->certainty == Certainty::kAsserted) {
      judged->certainty = certainty;
    }
  }

  void FromAbove(const Clause& clause, Factuality* judged) {
    const bool infinitive = MarkedBy(clause, "to") && clause.chain.size() == 1;
    // "the first to match it" has matched it.
    if (clause.link == ClauseLink::kParticipial && infinitive &&
        clause.subject == kNoHead) {
      Weaken(Certainty::kPlanned, judged);
    }
    if (clause.parent < 0) return;
    const Clause& above = clauses_[clause.parent];
    const Factuality& outer = result_[clause.parent];
    const absl::string_view verb = tree_[above.head()].lemma;
    switch (clause.link) {
      case ClauseLink::kComplement:
        FromReport(clause, above, outer, verb, judged);
        return;
      case ClauseLink::kConjunct:
        if (judged->source == kNoHead) judged->source = outer.source;
        if (clause.subject_source == SubjectSource::kShared &&
            (clause.chain.size() > 1) == (above.chain.size() > 1)) {
          Weaken(outer.certainty, judged);
        }
        return;
      case ClauseLink::kOpen:
        if (judged->source == kNoHead) judged->source = outer.source;
        if (Expects(verb) && above.subject != kNoHead && !above.passive) {
          judged->source = above.subject;
        }
        if (!Causes(verb)) Weaken(Certainty::kPlanned, judged);
        Weaken(outer.certainty, judged);
        if (outer.negated && Causes(verb)) judged->negated = true;
        return;
      case ClauseLink::kAdverbial:
        FromCondition(clause, infinitive, judged);
        if (judged->source == kNoHead) judged->source = outer.source;
        return;
      default:
        return;
    }
  }

  void FromReport(const Clause& clause, const Clause& above,
                  const Factuality& outer, absl::string_view verb,
                  Factuality* judged) const {
    if (Is(verb, WordClass::kSay) || Is(verb, WordClass::kClaim)) {
      if (above.passive) {
        const Argument* agent = above.Find(ArgumentRole::kAgent);
        if (agent != nullptr) judged->source = agent->head;
      } else if (above.subject != kNoHead) {
        judged->source = above.subject;
      }
      if (Is(verb, WordClass::kClaim)) Weaken(Certainty::kClaimed, judged);
      if (verb == "deny" || verb == "refute") judged->negated = true;
    } else if (Expects(verb) && above.subject != kNoHead && !above.passive) {
      judged->source = above.subject;
    } else if (judged->source == kNoHead) {
      judged->source = outer.source;
    }
    if (Is(verb, WordClass::kPlan) || verb == "want" || verb == "hope") {
      Weaken(Certainty::kPlanned, judged);
    }
    if (MarkedBy(clause, "whether") || MarkedBy(clause, "if")) {
      Weaken(Certainty::kQuestion, judged);
    }
    if (outer.certainty == Certainty::kPossible ||
        outer.certainty == Certainty::kHypothetical) {
      Weaken(outer.certainty, judged);
    }
  }

  void FromCondition(const Clause& clause, bool infinitive,
                     Factuality* judged) {
    if (MarkedBy(clause, "if") || MarkedBy(clause, "unless")) {
      judged->certainty = Certainty::kHypothetical;
      Weaken(Certainty::kConditional, &result_[clause.parent]);
      return;
    }
    if (infinitive) Weaken(Certainty::kPlanned, judged);
  }

  // "..., Ruiz said": the clause beside it, and what hangs on that, is his.
  void FromAsides() {
    for (const Clause& aside : clauses_) {
      if (!IsReportingAside(tree_, aside) || aside.parent < 0) continue;
      result_[aside.parent].source = aside.subject;
    }
    for (size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& clause = clauses_[i];
      if (clause.parent < 0 || result_[i].source != kNoHead) continue;
      if (clause.link == ClauseLink::kParataxis &&
          !IsReportingAside(tree_, clause)) {
        continue;
      }
      if (IsReportingAside(tree_, clause) ||
          clause.link == ClauseLink::kRelative ||
          clause.link == ClauseLink::kParticipial) {
        continue;
      }
      result_[i].source = result_[clause.parent].source;
    }
  }

  const DependencyTree& tree_;
  absl::Span<const Clause> clauses_;
  std::vector<Factuality> result_;
};

}  // namespace

std::vector<Factuality> JudgeClauses(const DependencyTree& tree,
                                     absl::Span<const Clause> clauses) {
  return Judge(tree, clauses).Run();
}

bool IsReportingAside(const DependencyTree& tree, const Clause& clause) {
  return clause.link == ClauseLink::kParataxis && !clause.passive &&
         clause.negation == kNoHead && clause.subject != kNoHead &&
         Is(tree[clause.head()].lemma, WordClass::kSay) &&
         clause.Find(ArgumentRole::kContent) == nullptr &&
         (clause.Find(ArgumentRole::kObject) == nullptr ||
          tree[clause.head()].lemma == "tell");
}

}  // namespace weft::extractor
