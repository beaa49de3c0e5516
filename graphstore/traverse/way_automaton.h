// A pattern of relations as a machine that reads the steps of a way.
//
// A nondeterministic automaton without empty moves, after K. Thompson, "Regular
// expression search algorithm" (CACM 11, 1968): an arc leads from state to
// state over the edges of some relations in some direction. A search runs over
// pairs of node and state, or over nodes with the set of states that the way so
// far may be in; sets are words of 64 bits. State 0 is where each way begins.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_WAY_AUTOMATON_H_
#define WEFT_GRAPHSTORE_TRAVERSE_WAY_AUTOMATON_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/traverse/way_pattern.h"

namespace weft::graphstore {

// Bit s: the way may be in state s.
using StateSet = uint64_t;
inline constexpr int kMostStates = 64;

struct WayArc {
  int from = 0;
  int to = 0;
  RelationFilter relations;
  Direction direction = Direction::kBoth;

  // `outgoing`: the step goes from the subject of the edge to its object.
  bool Matches(RelationId relation, bool outgoing) const {
    return direction != (outgoing ? Direction::kIn : Direction::kOut) &&
           relations.Matches(relation);
  }
};

// Immutable; thread-safe.
class WayAutomaton {
 public:
  // Any number of steps, each of these relations.
  static WayAutomaton EachStep(RelationFilter relations, Direction direction);

  // `unmarked`: the direction of steps for which the pattern says none.
  // `resolve`: the relations of WayPattern::relations. A pattern that
  // SaysEachStep() takes any number of such steps. InvalidArgument: more than
  // kMostStates states; and the errors of `resolve`.
  static absl::StatusOr<WayAutomaton> Make(
      const WayPattern& pattern, Direction unmarked,
      absl::FunctionRef<absl::StatusOr<RelationFilter>(absl::string_view)>
          resolve);

  static constexpr StateSet kStart = 1;
  bool Accepts(StateSet states) const { return (states & accepting_) != 0; }
  StateSet accepting() const { return accepting_; }
  int state_count() const { return state_count_; }
  const std::vector<WayArc>& arcs() const { return arcs_; }

  // The states after a step along an edge; none: the way leads nowhere.
  StateSet After(StateSet states, RelationId relation, bool outgoing) const;
  // The states from which that step leads to one of `states`.
  StateSet Before(StateSet states, RelationId relation, bool outgoing) const;

  // `filter` for the edges that can be steps: its relations and its direction
  // become those of the arcs.
  EdgeFilter Narrowed(EdgeFilter filter) const;

 private:
  int state_count_ = 1;
  StateSet accepting_ = 0;
  std::vector<WayArc> arcs_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_WAY_AUTOMATON_H_
