#include "service/ask/comparison_values.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "base/status.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

constexpr double kUnitsAlike = 0.7;

class ValueFinder {
 public:
  ValueFinder(const Reader& reader, const Question& question,
              const Measure& measure, const Lexicon& lexicon, AskBudget& budget)
      : reader_(reader),
        question_(question),
        asked_(*question.comparison),
        measure_(measure),
        lexicon_(lexicon),
        budget_(budget) {}

  // The values of what is compared: of `nodes`, or of all without any.
  absl::StatusOr<PatternReading> Find(const std::vector<NodeId>& nodes) const {
    const bool less = asked_.less != measure_.less;
    GraphPattern pattern;
    for (const AskedRelation& relation : Relations()) {
      WEFT_RETURN_IF_ERROR(
          AddRelations(reader_, relation, nodes, lexicon_, &pattern));
    }
    WEFT_ASSIGN_OR_RETURN(pattern.names, NamesOf(reader_, nodes));
    pattern.windows = FindTimeWindows(question_.sentence, std::nullopt);
    if (nodes.empty()) AddNames(&pattern);
    pattern.timed = IsTimed(asked_, measure_);
    if (!pattern.timed) pattern.kind = EndKind::kValue;
    pattern.order = less ? PatternOrder::kLeast : PatternOrder::kMost;
    WEFT_ASSIGN_OR_RETURN(PatternReading found,
                          RunPattern(reader_, pattern, budget_));
    if (pattern.timed || found.rows.empty()) return found;
    // Once more with the unit, so that the rows compare.
    pattern.unit = UnitOf(found.rows);
    if (pattern.unit.empty()) return PatternReading();
    return RunPattern(reader_, std::move(pattern), budget_);
  }

 private:
  // The relations whose values are compared, as asked of their subject.
  std::vector<AskedRelation> Relations() const {
    std::vector<AskedRelation> out;
    const bool timed = IsTimed(asked_, measure_);
    const auto add = [&](const std::string& word, bool passive) {
      AskedRelation verb;
      verb.bases = lexicon_.BaseForms(word);
      verb.named.role = passive ? Role::kObject : Role::kSubject;
      if (!timed) verb.gap.role = Role::kObject;
      out.push_back(verb);
      AskedRelation noun;
      noun.bases = verb.bases;
      noun.noun = true;
      noun.gap.role = Role::kSubject;
      noun.named.role = Role::kObject;
      if (!timed && asked_.verb.empty()) out.push_back(std::move(noun));
    };
    if (!asked_.verb.empty()) {
      add(asked_.verb, asked_.passive);
    } else {
      for (const std::string& word : measure_.relations) add(word, timed);
    }
    return out;
  }

  // "the cheapest boat of Norvane": whatever else the question names.
  void AddNames(GraphPattern* pattern) const {
    for (const Term& term : question_.terms) {
      const bool number = absl::c_all_of(term.text, absl::ascii_isdigit);
      if (term.name && !number) {
        pattern->said.push_back({absl::AsciiStrToLower(term.text)});
      }
    }
  }

  // The most frequent unit that fits what is counted.
  std::string UnitOf(const std::vector<PatternRow>& rows) const {
    std::map<std::string, int> counts;
    for (const PatternRow& row : rows) {
      if (row.value.has_value() && IsCounted(row.unit)) ++counts[row.unit];
    }
    std::string best;
    for (const auto& [unit, count] : counts) {
      if (!unit.empty() && (best.empty() || count > counts[best])) best = unit;
    }
    return best;
  }

  bool IsCounted(const std::string& unit) const {
    const std::string& noun = asked_.noun;
    if (noun.empty()) return true;
    if (noun == "money" || noun == "cash") return IsCurrency(unit);
    if (unit == noun || (unit == "person" && noun == "people")) return true;
    return lexicon_.Similarity(unit, noun) >= kUnitsAlike;
  }

  const Reader& reader_;
  const Question& question_;
  const Comparison& asked_;
  const Measure& measure_;
  const Lexicon& lexicon_;
  AskBudget& budget_;
};

}  // namespace

bool IsTimed(const Comparison& asked, const Measure& measure) {
  return asked.by_time || measure.by_time;
}

bool IsCurrency(absl::string_view unit) {
  return unit.size() == 3 && absl::c_all_of(unit, absl::ascii_isupper);
}

absl::StatusOr<PatternReading> FindValues(const Reader& reader,
                                          const Question& question,
                                          const Measure& measure,
                                          const std::vector<NodeId>& nodes,
                                          const Lexicon& lexicon,
                                          AskBudget& budget) {
  return ValueFinder(reader, question, measure, lexicon, budget).Find(nodes);
}

}  // namespace weft::service
