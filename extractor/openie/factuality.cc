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

// Nouns whose "that" clause is somebody's view.
bool IsClaimNoun(absl::string_view lemma) {
  return lemma == "claim" || lemma == "allegation" || lemma == "accusation" ||
         lemma == "assertion" || lemma == "suggestion" || lemma == "rumor" ||
         lemma == "rumour" || lemma == "belief" || lemma == "fear" ||
         lemma == "view" || lemma == "argument" || lemma == "speculation" ||
         lemma == "suspicion" || lemma == "charge" || lemma == "theory" ||
         lemma == "declare";
}

// Nouns that speak for what their "that" clause says, unless there is none.
bool IsEvidenceNoun(absl::string_view lemma) {
  return lemma == "evidence" || lemma == "proof" || lemma == "sign" ||
         lemma == "indication" || lemma == "hint" || lemma == "reason";
}

// "accused him of lying": what the gerund says is the accuser's word.
bool Accuses(absl::string_view lemma) {
  return lemma == "accuse" || lemma == "suspect" || lemma == "charge";
}

// What persons say and what says it: "according to the words of Ruiz", "in
// line with people who know".
bool IsWordsNoun(absl::string_view lemma) {
  return lemma == "word" || lemma == "statement" || lemma == "remark" ||
         lemma == "comment" || lemma == "announcement";
}

bool IsSourceNoun(absl::string_view lemma) {
  return lemma == "people" || lemma == "person" || lemma == "source" ||
         lemma == "official" || lemma == "report" || lemma == "analyst" ||
         lemma == "expert" || lemma == "study" || lemma == "researcher" ||
         lemma == "insider" || lemma == "document" || lemma == "survey" ||
         lemma == "data" || lemma == "filing";
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
        return SpeakerBehind(argument.head);
      }
      // "in line with people close to the deal".
      if (marker == "in" && tree_[argument.head].lemma == "line") {
        const int with = tree_.Child(argument.head, Deprel::kNmod);
        if (with != kNoHead && IsSourceNoun(tree_[with].lemma)) return with;
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

  // "Ruiz" of "according to the words of Ruiz".
  int SpeakerBehind(int token) const {
    if (!IsWordsNoun(tree_[token].lemma)) return token;
    const int owner = tree_.Child(token, Deprel::kNmodPoss);
    if (owner != kNoHead) return owner;
    for (const int child : tree_.Children(token)) {
      if (tree_[child].label != Deprel::kNmod) continue;
      const int marker = tree_.Child(child, Deprel::kCase);
      if (marker != kNoHead &&
          (tree_[marker].lemma == "of" || tree_[marker].lemma == "by" ||
           tree_[marker].lemma == "from")) {
        const int name = NameInside(token);
        return name == token ? child : name;
      }
    }
    return token;
  }

  // "Ruiz" of "the words of minister of transport Ruiz", which parsers hang
  // anywhere: the last name of the phrase, by its head.
  int NameInside(int token) const {
    if (tree_[token].upos == Upos::kPropn) return token;
    const TokenSpan span = tree_.SubtreeSpan(token);
    int name = token;
    for (uint32_t t = span.begin; t < span.end; ++t) {
      const Node& node = tree_[static_cast<int>(t)];
      if (node.upos != Upos::kPropn) continue;
      const bool part = tree_[node.head].upos == Upos::kPropn;
      if (!part) name = static_cast<int>(t);
    }
    return name;
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
    // Of the first verb of the chain: "to stop selling".
    const int mark = tree_.Child(clause.chain.front(), Deprel::kMark);
    const bool infinitive = mark != kNoHead && tree_[mark].xpos == Xpos::kTo;
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
        if (Accuses(verb) && clause.subject != above.subject) {
          Weaken(Certainty::kClaimed, judged);
          if (above.passive) {
            const Argument* agent = above.Find(ArgumentRole::kAgent);
            if (agent != nullptr) judged->source = agent->head;
          } else {
            judged->source = above.subject;
          }
        }
        if (judged->source == kNoHead) judged->source = outer.source;
        return;
      case ClauseLink::kParticipial:
        FromNoun(clause, outer, judged);
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

  // "the claim that ...", "no evidence that ..."; and a participle in what
  // somebody says is his as well: "said it had lost boats built in Lund".
  void FromNoun(const Clause& clause, const Factuality& outer,
                Factuality* judged) const {
    const int noun = clause.governor;
    const absl::string_view lemma = tree_[noun].lemma;
    const bool that = MarkedBy(clause, "that");
    if (judged->source == kNoHead) judged->source = outer.source;
    if (that && IsClaimNoun(lemma)) {
      const int owner = tree_.Child(noun, Deprel::kNmodPoss);
      judged->source = owner != kNoHead ? owner : noun;
      Weaken(Certainty::kClaimed, judged);
    }
    if (that && IsEvidenceNoun(lemma)) {
      const int determiner = tree_.Child(noun, Deprel::kDet);
      const bool none =
          determiner != kNoHead && (tree_[determiner].lemma == "no" ||
                                    tree_[determiner].lemma == "little");
      if (none || outer.negated) judged->negated = true;
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
          (clause.link == ClauseLink::kRelative && !IsRestrictive(clause))) {
        continue;
      }
      result_[i].source = result_[clause.parent].source;
    }
  }

  // "boats that leak": no comma before the relative pronoun.
  bool IsRestrictive(const Clause& clause) const {
    const TokenSpan span = tree_.SubtreeSpan(clause.chain.front());
    if (span.begin == 0) return false;
    return tree_[span.begin].upos != Upos::kPunct &&
           tree_[span.begin - 1].upos != Upos::kPunct;
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
