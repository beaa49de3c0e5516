#include "service/ask/pattern_answers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/normalize_name.h"
#include "service/ask/node_fit.h"

namespace weft::service {
namespace {

using graphstore::Fact;
using graphstore::NodeId;
using graphstore::Reader;

constexpr size_t kMostAnswers = 50;
constexpr size_t kFactsOfAnswer = 3;
constexpr size_t kDescriptions = 4;
constexpr double kLeastFit = 0.2;
// How likely a row is right whose relation says the very word that was asked,
// whose node fits and whose fact is certain.
constexpr double kBestRow = 0.75;
// One member alone is no list: the graph may just not say more.
constexpr size_t kLeastCounted = 2;
constexpr double kCounted = 0.6;
constexpr double kSecondOpinion = 0.5;

// The rows of one answer.
struct Group {
  graphstore::Node node;
  std::vector<const PatternRow*> rows;
  double likeness = 0;
};

double LikenessOf(const PatternRow& row, const GraphPattern& pattern) {
  double best = 0;
  for (const auto* side : {&pattern.from_a, &pattern.to_a}) {
    for (const PatternRelation& relation : *side) {
      if (relation.name == row.relation) {
        best = std::max(best, relation.likeness);
      }
    }
  }
  return best;
}

class PatternAnswerer {
 public:
  PatternAnswerer(const Reader& reader, const Question& question,
                  const PatternReading& pattern, const Lexicon& lexicon)
      : reader_(reader),
        question_(question),
        pattern_(pattern),
        lexicon_(lexicon) {}

  absl::StatusOr<std::vector<FoundAnswer>> Run() {
    switch (question_.statement.kind) {
      case AnswerKind::kTime:
        WEFT_RETURN_IF_ERROR(AddTimes());
        break;
      case AnswerKind::kCount:
        WEFT_RETURN_IF_ERROR(AddCount());
        break;
      case AnswerKind::kYesNo:
        break;
      default:
        WEFT_RETURN_IF_ERROR(AddEnds());
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const FoundAnswer& a, const FoundAnswer& b) {
                       return a.score > b.score;
                     });
    return std::move(out_);
  }

 private:
  absl::StatusOr<std::vector<Group>> Groups() const {
    std::vector<Group> groups;
    std::vector<NodeId> ids;
    for (const PatternRow& row : pattern_.rows) {
      if (row.answer.empty()) continue;
      size_t at = 0;
      while (at < ids.size() && ids[at] != row.node) ++at;
      if (at == ids.size()) {
        if (ids.size() == kMostAnswers) continue;
        ids.push_back(row.node);
        groups.emplace_back();
      }
      groups[at].rows.push_back(&row);
      groups[at].likeness =
          std::max(groups[at].likeness, LikenessOf(row, pattern_.pattern));
    }
    WEFT_ASSIGN_OR_RETURN(auto nodes, reader_.GetNodes(ids));
    for (size_t i = 0; i < groups.size(); ++i) {
      groups[i].node = std::move(nodes[i]);
    }
    return groups;
  }

  // "rope maker", for what the graph says to be one.
  absl::StatusOr<std::vector<std::string>> DescriptionsOf(NodeId node) const {
    std::vector<std::string> out;
    if (question_.statement.noun.empty() || !node.is_entity()) return out;
    graphstore::FactFilter filter;
    filter.subject_ids = {node};
    filter.relation = "be";
    filter.include_negated = false;
    WEFT_ASSIGN_OR_RETURN(const graphstore::FactPage page,
                          reader_.ListFacts(filter, {kDescriptions, ""}));
    for (const Fact& fact : page.facts) {
      out.push_back(fact.statement.object.text);
    }
    return out;
  }

  bool IsNameAsked(absl::string_view text) const {
    const std::string key = graphstore::NormalizeName(text);
    return absl::c_any_of(question_.terms, [&](const Term& term) {
      return term.name && graphstore::NormalizeName(term.text) == key;
    });
  }

  absl::Status AddFacts(const std::vector<const PatternRow*>& rows,
                        FoundAnswer* answer) const {
    for (const PatternRow* row : rows) {
      if (answer->facts.size() == kFactsOfAnswer) break;
      WEFT_ASSIGN_OR_RETURN(auto facts, reader_.Evidence(row->statement, 1));
      for (Fact& fact : facts) answer->facts.push_back(std::move(fact));
    }
    return absl::OkStatus();
  }

  double Score(double likeness, double fit, const FoundAnswer& answer) const {
    if (answer.facts.empty()) return 0;
    const double certain = answer.facts.front().statement.confidence;
    return kBestRow * likeness * fit * (0.5 + 0.5 * certain);
  }

  absl::Status AddEnds() {
    WEFT_ASSIGN_OR_RETURN(const std::vector<Group> groups, Groups());
    for (const Group& group : groups) {
      if (IsNameAsked(group.node.text)) continue;
      WEFT_ASSIGN_OR_RETURN(const auto descriptions,
                            DescriptionsOf(group.node.id));
      const double fit = NodeFit(question_, group.node, descriptions, lexicon_);
      if (fit < kLeastFit) continue;
      FoundAnswer answer;
      answer.node = group.node.id;
      answer.type = group.node.type;
      WEFT_RETURN_IF_ERROR(AddFacts(group.rows, &answer));
      answer.text = TextOf(group.node, answer);
      answer.score = Score(group.likeness, fit, answer);
      out_.push_back(std::move(answer));
    }
    return absl::OkStatus();
  }

  // A name as the graph has it, a value as it is written.
  static std::string TextOf(const graphstore::Node& node,
                            const FoundAnswer& answer) {
    if (answer.facts.empty() || !node.value.has_value()) return node.text;
    const Fact& fact = answer.facts.front();
    const bool object = fact.statement.object.id == node.id;
    const std::string& text =
        object ? fact.mention.object.text : fact.mention.subject.text;
    return text.empty() ? node.text : text;
  }

  // The time as the sentence has it, else as the graph keeps it.
  static std::string TimeText(const Fact& fact, const std::string& iso) {
    for (const graphstore::Qualifier& qualifier : fact.mention.qualifiers) {
      if (qualifier.role == "time" && !qualifier.mention.text.empty()) {
        return qualifier.mention.text;
      }
    }
    const graphstore::Node& object = fact.statement.object;
    const bool date = object.value.has_value() &&
                      object.value->kind == graphstore::ValueKind::kDate;
    return date && !fact.mention.object.text.empty() ? fact.mention.object.text
                                                     : iso;
  }

  absl::Status AddTimes() {
    std::vector<std::string> seen;
    for (const PatternRow& row : pattern_.rows) {
      if (row.time.empty() || absl::c_linear_search(seen, row.time) ||
          seen.size() == kMostAnswers) {
        continue;
      }
      seen.push_back(row.time);
      FoundAnswer answer;
      WEFT_RETURN_IF_ERROR(AddFacts({&row}, &answer));
      if (answer.facts.empty()) continue;
      answer.text = TimeText(answer.facts.front(), row.time);
      answer.score = Score(LikenessOf(row, pattern_.pattern), 1, answer);
      out_.push_back(std::move(answer));
    }
    return absl::OkStatus();
  }

  // Members are counted by name: a phrase ("the boats") may be any number.
  absl::Status AddCount() {
    WEFT_ASSIGN_OR_RETURN(const std::vector<Group> groups, Groups());
    FoundAnswer answer;
    double likeness = 0;
    size_t count = 0;
    for (const Group& group : groups) {
      if (IsNameAsked(group.node.text)) continue;
      WEFT_ASSIGN_OR_RETURN(const auto descriptions,
                            DescriptionsOf(group.node.id));
      if (!IsNamedKind(question_, group.node, descriptions, lexicon_)) continue;
      ++count;
      likeness = std::max(likeness, group.likeness);
      WEFT_ASSIGN_OR_RETURN(auto facts,
                            reader_.Evidence(group.rows.front()->statement, 1));
      for (Fact& fact : facts) answer.facts.push_back(std::move(fact));
    }
    if (count < kLeastCounted || !pattern_.whole) return absl::OkStatus();
    answer.text = absl::StrCat(count);
    answer.score = kCounted * likeness;
    out_.push_back(std::move(answer));
    return absl::OkStatus();
  }

  const Reader& reader_;
  const Question& question_;
  const PatternReading& pattern_;
  const Lexicon& lexicon_;
  std::vector<FoundAnswer> out_;
};

bool IsSame(const FoundAnswer& a, const FoundAnswer& b) {
  if (a.node.is_entity() && a.node == b.node) return true;
  return graphstore::NormalizeName(a.text) == graphstore::NormalizeName(b.text);
}

}  // namespace

absl::StatusOr<std::vector<FoundAnswer>> AnswersOfPattern(
    const Reader& reader, const Question& question,
    const PatternReading& pattern, const Lexicon& lexicon) {
  return PatternAnswerer(reader, question, pattern, lexicon).Run();
}

void MergeAnswers(std::vector<FoundAnswer> pattern,
                  std::vector<FoundAnswer>* answers) {
  for (FoundAnswer& found : pattern) {
    const auto same = absl::c_find_if(*answers, [&](const FoundAnswer& answer) {
      return IsSame(found, answer);
    });
    if (same == answers->end()) {
      answers->push_back(std::move(found));
      continue;
    }
    // Each of the two may be right where the other is not.
    const double both =
        1 - (1 - same->score) * (1 - kSecondOpinion * found.score);
    same->score = std::max(both, found.score);
    same->facts = std::move(found.facts);
  }
  std::stable_sort(answers->begin(), answers->end(),
                   [](const FoundAnswer& a, const FoundAnswer& b) {
                     return a.score > b.score;
                   });
}

}  // namespace weft::service
