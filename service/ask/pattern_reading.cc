#include "service/ask/pattern_reading.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_mapping.h"
#include "graphstore/query/store_view.h"
#include "service/wire/query_value.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;
using graphstore::RelationId;
namespace query = graphstore::query;

constexpr size_t kMostNames = 8;             // nodes that one name may mean
constexpr size_t kMostNear = 2;              // ... where it is only like it
constexpr size_t kMostRelations = 12;        // alternatives in each direction
constexpr uint64_t kMostEdgesSeen = 20'000;  // at the names, for relations
constexpr uint64_t kMostEdges = 50'000;
constexpr uint64_t kMostRows = 2'000;
constexpr absl::Duration kMostTime = absl::Milliseconds(200);

absl::Span<const NodeId> NodesOf(const Link& link) {
  const size_t most = link.exact ? kMostNames : kMostNear;
  return absl::MakeConstSpan(link.nodes)
      .subspan(0, std::min(most, link.nodes.size()));
}

// Ids of the relations at nodes, in either direction.
absl::StatusOr<std::vector<RelationId>> RelationsAt(
    const Reader& reader, absl::Span<const NodeId> nodes) {
  absl::flat_hash_set<uint32_t> seen;
  uint64_t edges = 0;
  graphstore::EdgeFilter filter;
  filter.include_negated = true;
  WEFT_RETURN_IF_ERROR(reader.VisitEdges(
      nodes, filter, [&](size_t, const graphstore::Edge& edge, bool) {
        seen.insert(edge.relation.value());
        return ++edges < kMostEdgesSeen;
      }));
  std::vector<RelationId> out;
  for (const uint32_t id : seen) out.emplace_back(id);
  return out;
}

// Ids of the relations whose names begin with a word for the predicate.
absl::StatusOr<std::vector<RelationId>> RelationsNamed(
    const Reader& reader, const AskedRelation& asked, const Lexicon& lexicon) {
  std::vector<std::string> names;
  for (const std::string& base : asked.bases) {
    for (const std::string& word : lexicon.Alike(base)) {
      if (word.empty() || !absl::c_all_of(word, absl::ascii_isalpha)) continue;
      for (const absl::string_view front : {"", "be "}) {
        names.push_back(absl::StrCat(front, word));
        names.push_back(absl::StrCat(front, word, " *"));
      }
    }
  }
  if (names.empty()) return std::vector<RelationId>();
  WEFT_ASSIGN_OR_RETURN(graphstore::RelationFilter filter,
                        reader.ResolveRelations(absl::StrJoin(names, "|")));
  return std::move(filter.ids);
}

EndKind KindOf(const Question& question) {
  switch (question.statement.kind) {
    case AnswerKind::kAmount:
      return EndKind::kValue;
    case AnswerKind::kPerson:
    case AnswerKind::kPlace:
    case AnswerKind::kName:
    case AnswerKind::kCount:
      return EndKind::kEntity;
    default:
      return question.statement.noun.empty() ? EndKind::kAny : EndKind::kEntity;
  }
}

// What may say a word of the question in a sentence, lower case.
std::vector<std::string> WordsFor(const Term& term, const Lexicon& lexicon) {
  if (!term.name) return lexicon.Alike(term.text);
  const std::string lower = absl::AsciiStrToLower(term.text);
  std::vector<std::string> out = {lower};
  // "Ruiz" for "Ana Ruiz"
  if (const size_t blank = lower.rfind(' '); blank != std::string::npos) {
    out.push_back(lower.substr(blank + 1));
  }
  return out;
}

bool Covers(const TimeWindow& window, const Term& term) {
  return term.head >= 0 &&
         window.tokens.Contains(static_cast<uint32_t>(term.head));
}

std::string Text(const query::Value& value) {
  return value.is_string() ? value.string() : "";
}

PatternRow RowOf(absl::Span<const query::Value> cells) {
  const auto cell = [&](PatternColumn column) -> const query::Value& {
    return cells[static_cast<size_t>(column)];
  };
  const auto id = [&](PatternColumn column) {
    return static_cast<uint64_t>(cell(column).integer());
  };
  PatternRow row;
  row.answer = Text(cell(PatternColumn::kAnswer));
  row.other = Text(cell(PatternColumn::kOther));
  row.relation = Text(cell(PatternColumn::kRelation));
  row.time = Text(cell(PatternColumn::kTime));
  if (const query::Value& value = cell(PatternColumn::kValue);
      value.is_number()) {
    row.value = value.number();
  }
  row.unit = Text(cell(PatternColumn::kUnit));
  row.sentence = Text(cell(PatternColumn::kSentence));
  row.node = query::ToNodeId(id(PatternColumn::kNode));
  row.other_node = query::ToNodeId(id(PatternColumn::kOtherNode));
  row.statement = graphstore::StatementId(id(PatternColumn::kStatement));
  return row;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> NamesOf(
    const Reader& reader, absl::Span<const NodeId> nodes) {
  WEFT_ASSIGN_OR_RETURN(const auto found, reader.GetNodes(nodes));
  std::vector<std::string> out;
  for (const graphstore::Node& node : found) {
    if (!absl::c_linear_search(out, node.text)) out.push_back(node.text);
  }
  return out;
}

absl::Status AddRelations(const Reader& reader, const AskedRelation& asked,
                          absl::Span<const NodeId> nodes,
                          const Lexicon& lexicon, GraphPattern* pattern) {
  std::vector<RelationId> ids;
  if (nodes.empty()) {
    WEFT_ASSIGN_OR_RETURN(ids, RelationsNamed(reader, asked, lexicon));
  } else {
    WEFT_ASSIGN_OR_RETURN(ids, RelationsAt(reader, nodes));
  }
  for (const RelationId id : ids) {
    WEFT_ASSIGN_OR_RETURN(std::string name, reader.RelationName(id));
    const auto fit = FitRelation(name, asked, lexicon);
    if (!fit) continue;
    auto& side = fit->gap_is_subject ? pattern->to_a : pattern->from_a;
    side.push_back({std::move(name), fit->likeness});
  }
  for (auto* side : {&pattern->from_a, &pattern->to_a}) {
    std::sort(side->begin(), side->end(),
              [](const PatternRelation& a, const PatternRelation& b) {
                return a.likeness != b.likeness ? a.likeness > b.likeness
                                                : a.name < b.name;
              });
    if (side->size() > kMostRelations) side->resize(kMostRelations);
  }
  return absl::OkStatus();
}

absl::StatusOr<GraphPattern> MakePattern(const Reader& reader,
                                         const Question& question,
                                         const std::vector<Link>& links,
                                         const Lexicon& lexicon) {
  GraphPattern pattern;
  const QuestionRelation asked = ReadRelation(question, lexicon);
  if (asked.relation.bases.empty()) return pattern;
  absl::Span<const NodeId> nodes;
  if (asked.named >= 0) {
    nodes = NodesOf(links[asked.named]);
    if (nodes.empty()) return pattern;  // a name that the graph does not know
    WEFT_ASSIGN_OR_RETURN(pattern.names, NamesOf(reader, nodes));
  }
  if (asked.other >= 0) {
    const absl::Span<const NodeId> other = NodesOf(links[asked.other]);
    if (other.empty()) return pattern;
    WEFT_ASSIGN_OR_RETURN(pattern.ends, NamesOf(reader, other));
  } else {
    pattern.kind = KindOf(question);
  }
  WEFT_RETURN_IF_ERROR(
      AddRelations(reader, asked.relation, nodes, lexicon, &pattern));
  pattern.windows = FindTimeWindows(question.sentence, std::nullopt);
  for (const int t : asked.further) {
    const Term& term = question.terms[t];
    const bool date = absl::c_any_of(
        pattern.windows,
        [&](const TimeWindow& window) { return Covers(window, term); });
    if (!date) pattern.said.push_back(WordsFor(term, lexicon));
  }
  pattern.source = asked.source;
  pattern.denied = question.negated;
  pattern.any_factuality = question.modal;
  pattern.timed = question.statement.kind == AnswerKind::kTime;
  return pattern;
}

absl::StatusOr<PatternReading> RunPattern(const Reader& reader,
                                          GraphPattern pattern,
                                          AskBudget& budget) {
  PatternReading out;
  out.pattern = std::move(pattern);
  if (out.pattern.empty()) return out;
  if (!budget.GoOn()) {
    out.whole = false;
    return out;
  }
  const PatternQuery asked = ToQuery(out.pattern);
  out.query = asked.ByHand();
  WEFT_ASSIGN_OR_RETURN(const query::PreparedQuery prepared,
                        query::Prepare(asked.text));
  // The reader outlives the view.
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<query::StoreView> view,
                        query::StoreView::Create(std::shared_ptr<const Reader>(
                            std::shared_ptr<void>(), &reader)));
  query::RunOptions options;
  options.parameters = asked.parameters;
  options.budget.max_edges = budget.EdgesFor(kMostEdges);
  options.budget.max_rows = kMostRows;
  options.budget.max_time = budget.TimeFor(kMostTime);
  options.budget.cancellation = &budget.cancellation();
  WEFT_ASSIGN_OR_RETURN(const query::RunResult result,
                        query::Run(prepared, *view, options,
                                   [&](absl::Span<const query::Value> row) {
                                     out.rows.push_back(RowOf(row));
                                     return true;
                                   }));
  out.whole = result.cut_off == query::CutOff::kNone;
  budget.Spend(result.edges_read);
  budget.CutOff(ToProto(result.cut_off));
  return out;
}

}  // namespace weft::service
