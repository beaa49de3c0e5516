#include "extractor/openie/verb_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "extractor/openie/factuality.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// Objects before everything else, then the order of the text.
int Rank(ArgumentRole role) {
  switch (role) {
    case ArgumentRole::kIndirectObject:
      return 0;
    case ArgumentRole::kObject:
    case ArgumentRole::kComplement:
    case ArgumentRole::kContent:
      return 1;
    case ArgumentRole::kAgent:
      return 2;
    default:
      return 3;
  }
}

class VerbRules {
 public:
  VerbRules(const DependencyTree& tree, absl::Span<const Clause> clauses,
            absl::Span<const Factuality> factuality)
      : tree_(tree), clauses_(clauses), factuality_(factuality) {}

  std::vector<Proposition> Run() {
    for (size_t i = 0; i < clauses_.size(); ++i) FromClause(i);
    return std::move(result_);
  }

 private:
  void FromClause(size_t index) {
    const Clause& clause = clauses_[index];
    Proposition proposition;
    proposition.clause = static_cast<int>(index);
    proposition.factuality = factuality_[index];
    proposition.passive = clause.passive;
    proposition.subject = clause.kind == ClauseKind::kExistential
                              ? tree_.Child(clause.head(), Deprel::kExpl)
                              : clause.subject;
    if (proposition.subject == kNoHead || IsPreposition(clause)) return;
    if (clause.subject_source == SubjectSource::kParticipial) {
      proposition.subject_without = clause.chain.front();
    }
    proposition.relation.words = clause.verb;
    proposition.relation.words.insert(proposition.relation.words.end(),
                                      clause.adverbs.begin(),
                                      clause.adverbs.end());
    std::sort(proposition.relation.words.begin(),
              proposition.relation.words.end());
    if ((clause.passive && LacksAuxiliary(clause)) ||
        (clause.kind == ClauseKind::kCopular && clause.verb.empty())) {
      proposition.relation.implied_before = "is";
    }
    proposition.arguments = clause.arguments;
    for (Argument& argument : proposition.arguments) {
      if (argument.role == ArgumentRole::kAgent && IsTime(argument.head)) {
        argument.role = ArgumentRole::kOblique;
      }
    }
    if (IsReportingAside(tree_, clause)) AddAsideContent(clause, &proposition);
    std::stable_sort(proposition.arguments.begin(), proposition.arguments.end(),
                     [](const Argument& a, const Argument& b) {
                       return Rank(a.role) < Rank(b.role);
                     });
    proposition.rule = RuleOf(clause, proposition);
    AddPossessive(proposition);
    result_.push_back(std::move(proposition));
  }

  static bool IsYear(absl::string_view text) {
    int year = 0;
    return text.size() == 4 && absl::SimpleAtoi(text, &year) && year >= 1500 &&
           year <= 2100;
  }

  // "was closed by Friday", "by 2028", "by the end of the year": nobody's deed.
  bool IsTime(int head) const {
    const std::string lemma = absl::AsciiStrToLower(tree_[head].lemma);
    if (Is(lemma, WordClass::kTimeNoun) || IsYear(lemma)) return true;
    if (lemma != "end" && lemma != "start" && lemma != "beginning" &&
        lemma != "middle") {
      return false;
    }
    for (const int child : tree_.Children(head)) {
      if (Is(absl::AsciiStrToLower(tree_[child].lemma), WordClass::kTimeNoun)) {
        return true;
      }
    }
    return false;
  }

  bool LacksAuxiliary(const Clause& clause) const {
    for (const int token : clause.verb) {
      if (tree_[token].label == Deprel::kAuxPass) return false;
    }
    return clause.chain.size() == 1;
  }

  // "lost 61 million, compared with a profit": nobody compares anything.
  bool IsPreposition(const Clause& clause) const {
    const Node& node = tree_[clause.head()];
    return node.lemma == "compare" && node.xpos == Xpos::kVbn &&
           BaseLabel(node.label) == Deprel::kAdvcl && LacksAuxiliary(clause);
  }

  void AddAsideContent(const Clause& clause, Proposition* proposition) const {
    if (clause.governor == kNoHead) return;
    Argument content;
    content.role = ArgumentRole::kContent;
    content.head = clause.governor;
    proposition->arguments.push_back(std::move(content));
  }

  absl::string_view RuleOf(const Clause& clause,
                           const Proposition& proposition) const {
    if (clause.kind == ClauseKind::kExistential) return "existential.is";
    switch (clause.subject_source) {
      case SubjectSource::kShared:
        return "conjunct.verb";
      case SubjectSource::kRelative:
        return "relative.verb";
      case SubjectSource::kParticipial:
        return "participle.verb";
      case SubjectSource::kControlled:
        return "control.verb";
      default:
        break;
    }
    if (clause.kind == ClauseKind::kCopular) return "copula.is";
    if (IsReportingAside(tree_, clause)) return "aside.content";
    if (clause.passive) return "verb.passive";
    if (proposition.arguments.empty()) return "verb.plain";
    switch (proposition.arguments.front().role) {
      case ArgumentRole::kObject:
      case ArgumentRole::kIndirectObject:
      case ArgumentRole::kComplement:
        return "verb.object";
      case ArgumentRole::kContent:
        return "verb.content";
      default:
        return "verb.oblique";
    }
  }

  bool IsAmount(const Argument& argument) const {
    const int head = argument.head;
    if (tree_[head].upos == Upos::kNum || tree_[head].upos == Upos::kSym) {
      return true;
    }
    return tree_.Child(head, Deprel::kNummod) != kNoHead;
  }

  // "Norvane's stock fell 17%" is news of Norvane: the possession joins the
  // relation. Only with an amount, so that "Norvane's boss met Ruiz" stays a
  // fact about the boss.
  void AddPossessive(const Proposition& base) {
    const int owner = tree_.Child(base.subject, Deprel::kNmodPoss);
    if (owner == kNoHead || tree_[base.subject].upos == Upos::kPropn ||
        tree_[owner].upos == Upos::kDet || base.arguments.empty()) {
      return;
    }
    const Argument* amount = nullptr;
    for (const Argument& argument : base.arguments) {
      if (IsAmount(argument) && (argument.role == ArgumentRole::kObject ||
                                 argument.role == ArgumentRole::kComplement ||
                                 argument.role == ArgumentRole::kOblique)) {
        amount = &argument;
        break;
      }
      if (argument.role == ArgumentRole::kObject) return;
    }
    if (amount == nullptr || tree_[amount->head].lemma == "year") return;
    Proposition proposition = base;
    proposition.rule = "possessive.value";
    proposition.subject = owner;
    auto& words = proposition.relation.words;
    for (const int child : tree_.Children(base.subject)) {
      if (tree_[child].label == Deprel::kCompound) words.push_back(child);
    }
    words.push_back(base.subject);
    std::sort(words.begin(), words.end());
    const int head = amount->head;
    std::stable_partition(proposition.arguments.begin(),
                          proposition.arguments.end(),
                          [head](const Argument& a) { return a.head == head; });
    result_.push_back(std::move(proposition));
  }

  const DependencyTree& tree_;
  absl::Span<const Clause> clauses_;
  absl::Span<const Factuality> factuality_;
  std::vector<Proposition> result_;
};

}  // namespace

std::vector<Proposition> VerbPropositions(
    const DependencyTree& tree, absl::Span<const Clause> clauses,
    absl::Span<const Factuality> factuality) {
  return VerbRules(tree, clauses, factuality).Run();
}

}  // namespace weft::extractor
