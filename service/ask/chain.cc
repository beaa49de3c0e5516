#include "service/ask/chain.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "graphstore/store/query.h"
#include "service/ask/chain_names.h"
#include "service/ask/cues.h"
#include "service/ask/relation_words.h"

namespace weft::service {
namespace {

using graphstore::Edge;
using graphstore::NodeId;
using graphstore::Reader;
using graphstore::RelationId;

constexpr size_t kMostRelations = 1000;   // the most frequent ones
constexpr uint64_t kMostEdges = 400'000;  // read for one question
constexpr size_t kMostFrontier = 20'000;  // nodes
constexpr double kWrongAnswerKind = 0.5;  // cost, see PairUp
constexpr double kWantedSubject = 0.4;
constexpr double kLeastScore = 0.2;
constexpr size_t kMostChains = 400;

struct Frontier {
  std::vector<NodeId> nodes;  // ascending
  // How each was reached first, and by how many edges.
  absl::flat_hash_map<NodeId, std::pair<NodeId, graphstore::StatementId>> from;
  absl::flat_hash_map<NodeId, int> ways;
};

// A chain before it is tried.
struct Plan {
  std::vector<int> relations;
  std::vector<bool> forward;
  double score = 0;
};

class ChainReader {
 public:
  ChainReader(const Reader& reader, const Lexicon& lexicon, AskBudget& budget)
      : reader_(reader),
        lexicon_(lexicon),
        budget_(budget),
        most_edges_(budget.EdgesFor(kMostEdges)),
        edges_left_(most_edges_) {}

  absl::StatusOr<std::vector<ChainReading>> Run(absl::string_view question,
                                                size_t limit);
  uint64_t edges_read() const { return most_edges_ - edges_left_; }
  bool whole() const { return edges_left_ > 0; }

 private:
  absl::StatusOr<bool> IsLoaded(NodeId node);
  absl::Status ReadRelations();
  std::vector<Plan> MakePlans(const CueList& cues) const;
  void Extend(const CueList& cues, const std::vector<int>& usable, Plan* plan,
              std::vector<Plan>* out) const;
  double Score(const CueList& cues, const Plan& plan) const;
  absl::StatusOr<const Frontier*> Walk(NodeId start, const Plan& plan,
                                       size_t steps);
  absl::StatusOr<Frontier> Step(const Frontier& from, RelationId relation,
                                bool forward);
  absl::StatusOr<std::optional<ChainReading>> Try(const ChainName& name,
                                                  NodeId start,
                                                  const Plan& plan);

  const Reader& reader_;
  const Lexicon& lexicon_;
  AskBudget& budget_;
  std::vector<QuestionWord> words_;
  std::vector<graphstore::RelationInfo> relations_;
  std::vector<std::vector<std::string>> relation_words_;
  std::map<std::pair<NodeId, std::vector<int>>, Frontier> walked_;
  const uint64_t most_edges_;
  uint64_t edges_left_;
};

// Do its statements come without sentences? One is looked at.
absl::StatusOr<bool> ChainReader::IsLoaded(NodeId node) {
  std::optional<graphstore::StatementId> statement;
  WEFT_RETURN_IF_ERROR(reader_.VisitEdges({&node, 1}, graphstore::EdgeFilter{},
                                          [&](size_t, const Edge& edge, bool) {
                                            statement = edge.statement;
                                            return false;
                                          }));
  if (!statement.has_value()) return false;
  WEFT_ASSIGN_OR_RETURN(const auto facts, reader_.Evidence(*statement, 1));
  return !facts.empty() && facts.front().sentence.empty();
}

absl::Status ChainReader::ReadRelations() {
  WEFT_ASSIGN_OR_RETURN(relations_, reader_.ListRelations());
  if (relations_.size() > kMostRelations) {
    std::stable_sort(relations_.begin(), relations_.end(),
                     [](const auto& a, const auto& b) {
                       return a.statement_count > b.statement_count;
                     });
    relations_.resize(kMostRelations);
  }
  for (const graphstore::RelationInfo& relation : relations_) {
    relation_words_.push_back(RelationWords(relation.name));
  }
  return absl::OkStatus();
}

double ChainReader::Score(const CueList& cues, const Plan& plan) const {
  const size_t size = plan.relations.size();
  std::vector<bool> back(size, false);
  for (size_t i = 1; i < size; ++i) {
    back[i] = plan.relations[i] == plan.relations[i - 1] &&
              plan.forward[i] != plan.forward[i - 1] && !back[i - 1];
    // Along the same relation the same way twice: a hierarchy; never unsaid.
  }
  double score = PairUp(cues, plan.relations, back);
  const bool ends_forward = plan.forward.back();
  if (cues.wants_agent && !ends_forward) score -= kWrongAnswerKind;
  if (cues.wants_date && !ends_forward) score -= kWrongAnswerKind;
  if (cues.wants_subject && ends_forward) score -= kWantedSubject;
  if (cues.wants_object && !ends_forward) score -= kWrongAnswerKind;
  return score;
}

void ChainReader::Extend(const CueList& cues, const std::vector<int>& usable,
                         Plan* plan, std::vector<Plan>* out) const {
  if (!plan->relations.empty()) {
    plan->score = Score(cues, *plan);
    if (plan->score >= kLeastScore) out->push_back(*plan);
  }
  if (plan->relations.size() == kMostSteps) return;
  for (const int relation : usable) {
    for (const bool forward : {true, false}) {
      plan->relations.push_back(relation);
      plan->forward.push_back(forward);
      Extend(cues, usable, plan, out);
      plan->relations.pop_back();
      plan->forward.pop_back();
    }
  }
}

std::vector<Plan> ChainReader::MakePlans(const CueList& cues) const {
  // Relations that are (nearly) the best for some cue.
  std::set<int> usable;
  constexpr double kNearlyBest = 0.16;
  for (const Cue& cue : cues.cues) {
    for (size_t r = 0; r < cue.fit.size(); ++r) {
      if (cue.fit[r] >= std::max(kLeastCue, cue.best - kNearlyBest)) {
        usable.insert(static_cast<int>(r));
      }
    }
  }
  constexpr size_t kMostUsable = 8;
  std::vector<int> list(usable.begin(), usable.end());
  if (list.size() > kMostUsable) list.resize(kMostUsable);
  std::vector<Plan> plans;
  Plan plan;
  Extend(cues, list, &plan, &plans);
  std::stable_sort(plans.begin(), plans.end(),
                   [](const Plan& a, const Plan& b) {
                     if (a.score != b.score) return a.score > b.score;
                     return a.relations.size() < b.relations.size();
                   });
  if (plans.size() > kMostChains) plans.resize(kMostChains);
  return plans;
}

absl::StatusOr<Frontier> ChainReader::Step(const Frontier& from,
                                           RelationId relation, bool forward) {
  graphstore::EdgeFilter filter;
  filter.direction =
      forward ? graphstore::Direction::kOut : graphstore::Direction::kIn;
  filter.relations.any = false;
  filter.relations.ids = {relation};
  Frontier out;
  WEFT_RETURN_IF_ERROR(reader_.VisitEdges(
      from.nodes, filter, [&](size_t i, const Edge& edge, bool) {
        if (edges_left_ == 0 || out.ways.size() >= kMostFrontier) return false;
        --edges_left_;
        const NodeId other = forward ? edge.object : edge.subject;
        if (other.is_none()) return true;
        ++out.ways[other];
        out.from.try_emplace(other, from.nodes[i], edge.statement);
        return true;
      }));
  for (const auto& [node, ways] : out.ways) out.nodes.push_back(node);
  std::sort(out.nodes.begin(), out.nodes.end());
  return out;
}

absl::StatusOr<const Frontier*> ChainReader::Walk(NodeId start,
                                                  const Plan& plan,
                                                  size_t steps) {
  std::vector<int> key;
  for (size_t i = 0; i < steps; ++i) {
    key.push_back(plan.relations[i] * 2 + (plan.forward[i] ? 1 : 0));
  }
  const auto found = walked_.find({start, key});
  if (found != walked_.end()) return &found->second;
  Frontier next;
  if (steps == 0) {
    next.nodes = {start};
  } else {
    WEFT_RETURN_IF_ERROR(budget_.Check());
    if (!budget_.InTime()) edges_left_ = 0;
    WEFT_ASSIGN_OR_RETURN(const Frontier* before, Walk(start, plan, steps - 1));
    WEFT_ASSIGN_OR_RETURN(
        next, Step(*before, relations_[plan.relations[steps - 1]].id,
                   plan.forward[steps - 1]));
  }
  return &walked_.insert_or_assign({start, key}, std::move(next)).first->second;
}

absl::StatusOr<std::optional<ChainReading>> ChainReader::Try(
    const ChainName& name, NodeId start, const Plan& plan) {
  const size_t size = plan.relations.size();
  WEFT_ASSIGN_OR_RETURN(const Frontier* last, Walk(start, plan, size));
  ChainReading reading;
  for (const NodeId node : last->nodes) {
    if (node == start) continue;  // nobody asks for what he names
    ChainAnswer answer{node, {}, last->ways.at(node)};
    NodeId at = node;
    for (size_t i = size; i > 0; --i) {
      WEFT_ASSIGN_OR_RETURN(const Frontier* frontier, Walk(start, plan, i));
      const auto& [before, statement] = frontier->from.at(at);
      answer.statements.insert(answer.statements.begin(), statement);
      at = before;
    }
    reading.answers.push_back(std::move(answer));
  }
  if (reading.answers.empty()) return std::nullopt;
  std::stable_sort(reading.answers.begin(), reading.answers.end(),
                   [](const ChainAnswer& a, const ChainAnswer& b) {
                     return a.ways > b.ways;
                   });
  reading.start = start;
  reading.start_text = name.text;
  reading.score = std::min(1.0, plan.score);
  reading.whole = whole();
  for (size_t i = 0; i < size; ++i) {
    const graphstore::RelationInfo& relation = relations_[plan.relations[i]];
    reading.steps.push_back({relation.id, relation.name, plan.forward[i]});
  }
  return reading;
}

absl::StatusOr<std::vector<ChainReading>> ChainReader::Run(
    absl::string_view question, size_t limit) {
  words_ = QuestionWords(question);
  WEFT_ASSIGN_OR_RETURN(const std::vector<ChainName> names,
                        FindChainNames(reader_, question, words_));
  std::vector<ChainReading> out;
  for (const ChainName& name : names) {
    std::vector<NodeId> starts;
    for (const NodeId node : name.nodes) {
      WEFT_ASSIGN_OR_RETURN(const bool loaded, IsLoaded(node));
      if (loaded) starts.push_back(node);
    }
    if (starts.empty()) continue;
    if (relations_.empty()) WEFT_RETURN_IF_ERROR(ReadRelations());
    const CueList cues =
        FindCues(words_, name.begin, name.end, relation_words_, lexicon_);
    for (const Plan& plan : MakePlans(cues)) {
      for (const NodeId start : starts) {
        WEFT_ASSIGN_OR_RETURN(auto reading, Try(name, start, plan));
        if (reading.has_value()) out.push_back(*std::move(reading));
        if (out.size() >= limit) return out;
      }
    }
    if (!out.empty()) return out;
  }
  return out;
}

}  // namespace

absl::StatusOr<std::vector<ChainReading>> ReadChains(const Reader& reader,
                                                     absl::string_view question,
                                                     const Lexicon& lexicon,
                                                     size_t limit,
                                                     AskBudget& budget) {
  ChainReader chains(reader, lexicon, budget);
  WEFT_ASSIGN_OR_RETURN(std::vector<ChainReading> found,
                        chains.Run(question, limit));
  budget.Spend(chains.edges_read());
  if (!chains.whole()) budget.CutOff(v1::CUT_OFF_EDGES_READ);
  return found;
}

}  // namespace weft::service
