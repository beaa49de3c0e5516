#include "service/ask/comparison_answers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "service/ask/comparison_values.h"
#include "service/ask/evidence.h"
#include "service/ask/measures.h"
#include "service/ask/node_fit.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

constexpr double kStated = 0.8;    // a fact compares the two
constexpr double kMeasured = 0.7;  // their values do
constexpr double kLeastNodeFit = 0.4;

// The adjective of "be more expensive than"; "" for another relation.
std::string ComparedBy(absl::string_view relation, const Lexicon& lexicon) {
  const std::vector<std::string> words = absl::StrSplit(relation, ' ');
  if (words.size() < 3 || words.front() != "be" || words.back() != "than") {
    return "";
  }
  const std::string& word = words[words.size() - 2];
  std::string base = GradedBase(word);
  return base.empty() ? lexicon.BaseForms(word).front() : base;
}

class Comparer {
 public:
  Comparer(const Reader& reader, const Question& question,
           const Lexicon& lexicon, AskBudget& budget)
      : reader_(reader),
        question_(question),
        asked_(*question.comparison),
        lexicon_(lexicon),
        budget_(budget) {
    if (!asked_.adjective.empty()) measure_ = MeasureOf(asked_.adjective);
    timed_ = IsTimed(asked_, measure_);
    less_ = asked_.less != measure_.less;
  }

  absl::StatusOr<ComparisonReading> Run() && {
    if (asked_.kind == ComparisonKind::kMost) {
      WEFT_RETURN_IF_ERROR(FindMost());
      return std::move(out_);
    }
    WEFT_ASSIGN_OR_RETURN(a_, Nodes(asked_.a));
    WEFT_ASSIGN_OR_RETURN(b_, Nodes(asked_.b));
    if (a_.empty() || b_.empty()) return std::move(out_);
    if (asked_.kind != ComparisonKind::kDifference) {
      WEFT_ASSIGN_OR_RETURN(const bool stated, FindStated());
      if (stated) return std::move(out_);
    }
    WEFT_RETURN_IF_ERROR(CompareValues());
    return std::move(out_);
  }

 private:
  absl::StatusOr<std::vector<NodeId>> Nodes(const std::string& name) const {
    Question one;
    one.terms.emplace_back().text = name;
    one.terms.back().name = true;
    WEFT_ASSIGN_OR_RETURN(std::vector<Link> links, LinkTerms(reader_, one));
    if (!links.front().exact && links.front().nodes.size() > 1) {
      links.front().nodes.resize(1);
    }
    return std::move(links.front().nodes);
  }

  absl::Status Answer(std::string text, double score, PatternReading shown,
                      const std::vector<PatternRow>& rows) {
    FoundAnswer answer;
    answer.text = std::move(text);
    answer.score = score;
    for (const PatternRow& row : rows) {
      WEFT_ASSIGN_OR_RETURN(auto facts, reader_.Evidence(row.statement, 1));
      absl::c_move(facts, std::back_inserter(answer.facts));
    }
    out_.answers.push_back(std::move(answer));
    out_.shown = std::move(shown);
    return absl::OkStatus();
  }

  // What `more` says of the two, as an answer.
  absl::Status Decide(bool a_is_more, double score, PatternReading shown,
                      const std::vector<PatternRow>& rows) {
    const bool yes = a_is_more != asked_.less;
    if (asked_.kind == ComparisonKind::kIsMore) {
      return Answer(yes ? "yes" : "no", score, std::move(shown), rows);
    }
    return Answer(yes ? asked_.a : asked_.b, score, std::move(shown), rows);
  }

  // Facts between the two that compare by this adjective or its opposite.
  absl::StatusOr<bool> FindStated() {
    if (asked_.adjective.empty()) return false;
    GraphPattern a_more, b_more;
    for (const NodeId node : a_) {
      std::vector<graphstore::RelationId> ids;
      WEFT_RETURN_IF_ERROR(
          reader_.VisitEdges({&node, 1}, graphstore::EdgeFilter{},
                             [&](size_t, const graphstore::Edge& edge, bool) {
                               ids.push_back(edge.relation);
                               return true;
                             }));
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
      for (const graphstore::RelationId id : ids) {
        WEFT_ASSIGN_OR_RETURN(std::string name, reader_.RelationName(id));
        AddStated(std::move(name), &a_more, &b_more);
      }
    }
    for (GraphPattern* pattern : {&a_more, &b_more}) {
      WEFT_ASSIGN_OR_RETURN(pattern->names, NamesOf(reader_, a_));
      WEFT_ASSIGN_OR_RETURN(pattern->ends, NamesOf(reader_, b_));
      pattern->windows = FindTimeWindows(question_.sentence, std::nullopt);
      WEFT_ASSIGN_OR_RETURN(PatternReading found,
                            RunPattern(reader_, *pattern, budget_));
      if (found.rows.empty()) continue;
      const std::vector<PatternRow> rows = {found.rows.front()};
      WEFT_RETURN_IF_ERROR(
          Decide(pattern == &a_more, kStated, std::move(found), rows));
      return true;
    }
    return false;
  }

  void AddStated(std::string relation, GraphPattern* a_more,
                 GraphPattern* b_more) const {
    const std::string adjective = ComparedBy(relation, lexicon_);
    if (adjective.empty()) return;
    bool same = adjective == asked_.adjective;
    const bool opposite = absl::c_linear_search(measure_.opposites, adjective);
    if (!same && !opposite) return;
    if (absl::StartsWith(relation, "be less ")) same = !same;
    (same ? a_more : b_more)->from_a.push_back({relation});
    (same ? b_more : a_more)->to_a.push_back({std::move(relation)});
  }

  absl::StatusOr<PatternReading> Values(const std::vector<NodeId>& nodes) {
    return FindValues(reader_, question_, measure_, nodes, lexicon_, budget_);
  }

  // Smaller is less; of times the earlier.
  bool Less(const PatternRow& a, const PatternRow& b) const {
    return timed_ ? a.time < b.time : a.value.value_or(0) < b.value.value_or(0);
  }
  bool Same(const PatternRow& a, const PatternRow& b) const {
    return !Less(a, b) && !Less(b, a);
  }

  // Of several values of one thing the latest.
  static const PatternRow* Latest(const std::vector<PatternRow>& rows) {
    const auto best =
        absl::c_max_element(rows, [](const PatternRow& a, const PatternRow& b) {
          return a.time < b.time;
        });
    return best == rows.end() ? nullptr : &*best;
  }

  absl::Status CompareValues() {
    WEFT_ASSIGN_OR_RETURN(PatternReading of_a, Values(a_));
    WEFT_ASSIGN_OR_RETURN(const PatternReading of_b, Values(b_));
    const PatternRow* const a = Latest(of_a.rows);
    const PatternRow* const b = Latest(of_b.rows);
    if (a == nullptr || b == nullptr || a->unit != b->unit) {
      return absl::OkStatus();
    }
    const std::vector<PatternRow> rows = {*a, *b};
    if (asked_.kind == ComparisonKind::kDifference) {
      return FindDifference(rows, std::move(of_a));
    }
    if (Same(*a, *b)) {
      if (asked_.kind != ComparisonKind::kIsMore) return absl::OkStatus();
      return Answer("no", kMeasured, std::move(of_a), rows);
    }
    const bool a_more = Less(*b, *a) != measure_.less;
    return Decide(a_more, kMeasured, std::move(of_a), rows);
  }

  absl::Status FindDifference(const std::vector<PatternRow>& rows,
                              PatternReading shown) {
    const bool first_is_less = Less(rows[0], rows[1]);
    if (timed_ || Same(rows[0], rows[1]) || first_is_less != less_) {
      return absl::OkStatus();
    }
    const double difference = std::abs(*rows[0].value - *rows[1].value);
    const std::string& unit = rows[0].unit;
    return Answer(
        graphstore::ValueText(
            IsCurrency(unit) ? graphstore::Value::Money(difference, unit)
                             : graphstore::Value::Quantity(difference, unit)),
        kMeasured, std::move(shown), rows);
  }

  // Of a row by value the subject; of a timed one either end.
  struct Candidate {
    graphstore::Node node;
    PatternRow row;
  };

  absl::StatusOr<std::vector<Candidate>> Candidates(
      const std::vector<PatternRow>& rows) {
    std::vector<Candidate> out;
    std::vector<NodeId> ids;
    for (const PatternRow& row : rows) ids.push_back(row.other_node);
    WEFT_ASSIGN_OR_RETURN(auto nodes, reader_.GetNodes(ids));
    for (size_t i = 0; i < rows.size(); ++i) {
      const bool fits =
          nodes[i].id.is_entity() &&
          NodeFit(question_, nodes[i], {}, lexicon_) >= kLeastNodeFit;
      if (!fits) continue;
      out.push_back({std::move(nodes[i]), rows[i]});
    }
    return out;
  }

  absl::Status FindMost() {
    if (asked_.verb.empty() && measure_.relations.empty()) {
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(PatternReading found, Values({}));
    if (!found.whole) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                          Candidates(found.rows));
    const Candidate* best = nullptr;
    bool several = false;
    for (const Candidate& candidate : candidates) {
      several = several || candidate.node.id != candidates.front().node.id;
      if (best == nullptr || (less_ ? Less(candidate.row, best->row)
                                    : Less(best->row, candidate.row))) {
        best = &candidate;
      }
    }
    if (!several) return absl::OkStatus();
    for (const Candidate& candidate : candidates) {
      if (!Same(candidate.row, best->row)) continue;
      WEFT_RETURN_IF_ERROR(
          Answer(candidate.node.text, kMeasured, found, {candidate.row}));
      out_.answers.back().node = candidate.node.id;
      out_.answers.back().type = candidate.node.type;
    }
    return absl::OkStatus();
  }

  const Reader& reader_;
  const Question& question_;
  const Comparison& asked_;
  const Lexicon& lexicon_;
  AskBudget& budget_;
  Measure measure_;
  bool timed_ = false;  // times are compared, not values
  bool less_ = false;   // the smaller is asked for
  std::vector<NodeId> a_, b_;
  ComparisonReading out_;
};

}  // namespace

absl::StatusOr<ComparisonReading> CompareByGraph(const Reader& reader,
                                                 const Question& question,
                                                 const Lexicon& lexicon,
                                                 AskBudget& budget) {
  return Comparer(reader, question, lexicon, budget).Run();
}

}  // namespace weft::service
