#include "service/cli/command/statement_groups.h"

#include <algorithm>
#include <cmath>

namespace weft::service {
namespace {

double Rank(const StatementGroup& group) {
  return group.best.confidence() * (1 + 0.1 * std::log2(group.sources));
}

}  // namespace

void StatementGroups::Add(const v1::Fact& fact) {
  const auto [it, is_new] =
      index_.try_emplace(fact.statement_id(), groups_.size());
  if (is_new) groups_.push_back({.best = fact});
  StatementGroup& group = groups_[it->second];
  group.sources = std::max(group.sources, fact.document_count());
  if (fact.confidence() > group.best.confidence()) group.best = fact;
}

std::vector<StatementGroup> StatementGroups::BestFirst() const {
  std::vector<StatementGroup> sorted = groups_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const StatementGroup& a, const StatementGroup& b) {
                     return Rank(a) > Rank(b);
                   });
  return sorted;
}

}  // namespace weft::service
