#include "service/cli/command/statement_groups.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_split.h"
#include "service/cli/render/fact_text.h"

namespace weft::service {
namespace {

constexpr double kForSources = 0.1;
constexpr double kForType = 0.2;
constexpr double kShortObjectWords = 4;

double Crispness(const v1::Slot& object) {
  const double bonus = SlotType(object).empty() ? 1 : 1 + kForType;
  const std::vector<std::string> words = absl::StrSplit(SlotText(object), ' ');
  return bonus * std::min(1.0, kShortObjectWords / words.size());
}

double Rank(const StatementGroup& group) {
  return group.best.confidence() *
         (1 + kForSources * std::log2(group.sources)) *
         Crispness(group.best.object());
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
