#include "graphstore/traverse/way_automaton.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

using Kind = WayPattern::Kind;
using Resolve =
    absl::FunctionRef<absl::StatusOr<RelationFilter>(absl::string_view)>;

// States with empty moves: more than kMostStates, but not without end.
constexpr int kMostDraftStates = 2000;

absl::Status TooLarge() {
  return absl::InvalidArgumentError(
      absl::StrCat("with all its repetitions the pattern has more than ",
                   kMostStates - 1, " steps"));
}

// An automaton with empty moves, as the pattern is read.
class Draft {
 public:
  Draft(Direction unmarked, Resolve resolve)
      : unmarked_(unmarked), resolve_(resolve) {}

  int Add() {
    empty_moves_.emplace_back();
    return static_cast<int>(empty_moves_.size()) - 1;
  }

  absl::StatusOr<WayArc> Arc(const WayPattern& step, int from, int to) const {
    WEFT_ASSIGN_OR_RETURN(RelationFilter relations, resolve_(step.relations));
    return WayArc{from, to, std::move(relations),
                  step.direction.value_or(unmarked_)};
  }

  // Adds what `pattern` matches behind `from`; the state behind it.
  absl::StatusOr<int> Append(const WayPattern& pattern, int from) {
    if (empty_moves_.size() > kMostDraftStates) return TooLarge();
    switch (pattern.kind) {
      case Kind::kStep: {
        WEFT_ASSIGN_OR_RETURN(WayArc arc, Arc(pattern, from, Add()));
        arcs_.push_back(std::move(arc));
        return arcs_.back().to;
      }
      case Kind::kSequence:
        for (const WayPattern& part : pattern.parts) {
          WEFT_ASSIGN_OR_RETURN(from, Append(part, from));
        }
        return from;
      case Kind::kChoice: {
        const int end = Add();
        for (const WayPattern& part : pattern.parts) {
          WEFT_ASSIGN_OR_RETURN(const int last, Append(part, from));
          empty_moves_[last].push_back(end);
        }
        return end;
      }
      case Kind::kRepeat:
        return AppendRepeat(pattern, from);
    }
    return absl::InternalError("a pattern of no kind");
  }

  // `state` and what empty moves lead to from it.
  std::vector<int> Closure(int state) const {
    std::vector<int> closure = {state};
    for (size_t i = 0; i < closure.size(); ++i) {
      for (const int next : empty_moves_[closure[i]]) {
        if (std::find(closure.begin(), closure.end(), next) == closure.end()) {
          closure.push_back(next);
        }
      }
    }
    return closure;
  }

  const std::vector<WayArc>& arcs() const { return arcs_; }

 private:
  absl::StatusOr<int> AppendRepeat(const WayPattern& pattern, int from) {
    const WayPattern& part = pattern.parts.front();
    for (uint32_t i = 0; i < pattern.least; ++i) {
      WEFT_ASSIGN_OR_RETURN(from, Append(part, from));
    }
    const int end = Add();
    empty_moves_[from].push_back(end);
    if (!pattern.most) {
      WEFT_ASSIGN_OR_RETURN(const int again, Append(part, end));
      empty_moves_[again].push_back(end);
      return end;
    }
    for (uint32_t i = pattern.least; i < *pattern.most; ++i) {
      WEFT_ASSIGN_OR_RETURN(from, Append(part, from));
      empty_moves_[from].push_back(end);
    }
    return end;
  }

  const Direction unmarked_;
  const Resolve resolve_;
  std::vector<WayArc> arcs_;
  std::vector<std::vector<int>> empty_moves_;  // by state
};

}  // namespace

WayAutomaton WayAutomaton::EachStep(RelationFilter relations,
                                    Direction direction) {
  WayAutomaton out;
  out.accepting_ = kStart;
  out.arcs_.push_back({0, 0, std::move(relations), direction});
  return out;
}

absl::StatusOr<WayAutomaton> WayAutomaton::Make(const WayPattern& pattern,
                                                Direction unmarked,
                                                Resolve resolve) {
  Draft draft(unmarked, resolve);
  const int start = draft.Add();
  WayAutomaton out;
  if (SaysEachStep(pattern)) {
    const bool one = pattern.kind == Kind::kStep;
    out.accepting_ = kStart;
    for (const WayPattern& step :
         one ? std::vector<WayPattern>{pattern} : pattern.parts) {
      WEFT_ASSIGN_OR_RETURN(WayArc arc, draft.Arc(step, 0, 0));
      out.arcs_.push_back(std::move(arc));
    }
    return out;
  }
  WEFT_ASSIGN_OR_RETURN(const int end, draft.Append(pattern, start));
  // What is left are the states to which arcs lead, in their order.
  std::vector<int> kept = {start};
  for (const WayArc& arc : draft.arcs()) kept.push_back(arc.to);
  if (kept.size() > kMostStates) return TooLarge();
  out.state_count_ = static_cast<int>(kept.size());
  for (int state = 0; state < out.state_count_; ++state) {
    for (const int behind : draft.Closure(kept[state])) {
      if (behind == end) out.accepting_ |= StateSet{1} << state;
      for (size_t i = 0; i < draft.arcs().size(); ++i) {
        WayArc arc = draft.arcs()[i];
        if (arc.from != behind) continue;
        arc.from = state;
        arc.to = static_cast<int>(i) + 1;
        out.arcs_.push_back(std::move(arc));
      }
    }
  }
  return out;
}

StateSet WayAutomaton::After(StateSet states, RelationId relation,
                             bool outgoing) const {
  StateSet after = 0;
  for (const WayArc& arc : arcs_) {
    if ((states >> arc.from & 1) && arc.Matches(relation, outgoing)) {
      after |= StateSet{1} << arc.to;
    }
  }
  return after;
}

StateSet WayAutomaton::Before(StateSet states, RelationId relation,
                              bool outgoing) const {
  StateSet before = 0;
  for (const WayArc& arc : arcs_) {
    if ((states >> arc.to & 1) && arc.Matches(relation, outgoing)) {
      before |= StateSet{1} << arc.from;
    }
  }
  return before;
}

EdgeFilter WayAutomaton::Narrowed(EdgeFilter filter) const {
  filter.relations = {.any = false, .ids = {}};
  std::optional<Direction> direction;
  for (const WayArc& arc : arcs_) {
    filter.relations.any |= arc.relations.any;
    filter.relations.ids.insert(filter.relations.ids.end(),
                                arc.relations.ids.begin(),
                                arc.relations.ids.end());
    if (direction && *direction != arc.direction) direction = Direction::kBoth;
    if (!direction) direction = arc.direction;
  }
  std::vector<RelationId>& ids = filter.relations.ids;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (direction) filter.direction = *direction;
  return filter;
}

}  // namespace weft::graphstore
