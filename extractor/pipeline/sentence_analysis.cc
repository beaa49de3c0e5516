#include "extractor/pipeline/sentence_analysis.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractor/clause/attachment_repair.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/clause/lost_subject.h"
#include "extractor/clause/phrase_repair.h"
#include "extractor/clause/tree_repair.h"
#include "extractor/openie/factuality.h"
#include "extractor/openie/noun_rules.h"
#include "extractor/openie/role_repair.h"
#include "extractor/openie/verb_rules.h"
#include "extractor/pipeline/name_repair.h"

namespace weft::extractor {

const ValueMention* SentenceAnalysis::ValueAt(int token) const {
  const auto at = static_cast<uint32_t>(token);
  const auto after = std::upper_bound(
      values.begin(), values.end(), at,
      [](uint32_t t, const ValueMention& v) { return t < v.tokens.begin; });
  if (after == values.begin()) return nullptr;
  const ValueMention& value = *(after - 1);
  return value.tokens.Contains(at) ? &value : nullptr;
}

namespace {

// "Falcon 9": the number of a name counts nothing.
void DropValuesOfNames(const AnalyzedSentence& analyzed,
                       std::vector<ValueMention>* values) {
  const auto in_name = [&](const ValueMention& value) {
    if (value.value.kind != ValueKind::kNumber &&
        value.value.kind != ValueKind::kQuantity) {
      return false;
    }
    for (const NameMention& name : analyzed.names) {
      if (name.tokens.Contains(value.tokens)) return true;
    }
    const uint32_t first = value.tokens.begin;
    return value.tokens.size() == 1 && first > 0 &&
           analyzed.tree[first - 1].upos == Upos::kPropn &&
           analyzed.tree[first].head == static_cast<int>(first) - 1;
  };
  values->erase(std::remove_if(values->begin(), values->end(), in_name),
                values->end());
}

// Phrases first, so that whole phrases are moved.
DependencyTree Repaired(absl::Span<const Token> tokens, DependencyTree tree) {
  tree = RepairPhrases(tokens, std::move(tree));
  tree = RepairTree(std::move(tree));
  tree = RepairRoles(tokens, std::move(tree));
  tree = RestoreSubjects(std::move(tree));
  return RepairAttachments(std::move(tree));
}

}  // namespace

SentenceAnalysis AnalyzePropositions(AnalyzedSentence analyzed,
                                     std::optional<absl::CivilDay> published) {
  SentenceAnalysis result;
  result.analyzed = std::move(analyzed);
  result.analyzed.tree =
      Repaired(result.tokens(), std::move(result.analyzed.tree));
  result.analyzed.names = RepairNames(result.analyzed.sentence, result.tree(),
                                      std::move(result.analyzed.names));
  const DependencyTree& tree = result.tree();
  if (tree.empty()) return result;
  result.values = FindValues(result.tokens(), published);
  DropValuesOfNames(result.analyzed, &result.values);
  if (result.analyzed.sentence.kind == SentenceKind::kLeadIn) return result;
  result.clauses = FindClauses(tree);
  result.propositions = VerbPropositions(tree, result.clauses,
                                         JudgeClauses(tree, result.clauses));
  std::vector<Proposition> nouns =
      NounPropositions(result.tokens(), tree, result.analyzed.names);
  result.propositions.insert(result.propositions.end(),
                             std::make_move_iterator(nouns.begin()),
                             std::make_move_iterator(nouns.end()));
  return result;
}

}  // namespace weft::extractor
