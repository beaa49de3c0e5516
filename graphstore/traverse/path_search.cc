#include "graphstore/traverse/path_search.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/traverse/costs_to_go.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {
namespace {

constexpr uint32_t kNoPart = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kNever = CostsToGo::kNever;

// A way begun: the one before it and a step more.
struct Part {
  uint32_t before = kNoPart;
  uint32_t length = 0;
  NodeId node;
  StateSet states = 0;
  uint64_t cost = 0;
  PathStep step;
};

// A step that a way could take.
struct Next {
  NodeId node;
  StateSet states = 0;
  uint64_t cost = 0;  // of the way with it
  PathStep step;

  auto Key() const { return std::tuple(node, cost, step.edge.statement); }
};

class Search {
 public:
  Search(const Reader& reader, NodeId to, const PathOptions& options,
         const PathRules& rules, const WayAutomaton& way)
      : reader_(reader),
        to_(to),
        options_(options),
        rules_(rules),
        way_(way),
        edges_(way.Narrowed(options.edges)),
        by_length_(rules.order == PathOrder::kShortest),
        cost_(by_length_ ? CostByLength : CostByDoubt),
        meter_(options.budget),
        lengths_(&reader, &way, &edges_, CostByLength, &meter_),
        doubts_(&reader, &way, &edges_, CostByDoubt, &meter_) {}

  absl::StatusOr<PathResult> Run(NodeId from) {
    if (options_.k == 0) return PathResult();
    WEFT_RETURN_IF_ERROR(LookBack(from));
    Begin(from);
    while (!waiting_.empty() && !meter_.spent()) {
      const uint32_t part = std::get<2>(waiting_.top());
      if (BeyondTheLeast()) break;
      if (found_ == options_.skip + options_.k) {
        result_.cut_off = CutOff::kLimit;
        break;
      }
      waiting_.pop();
      Take(part);
      WEFT_RETURN_IF_ERROR(Extend(part));
    }
    result_.edges_read = meter_.edges();
    if (meter_.spent()) result_.cut_off = meter_.cut_off();
    return std::move(result_);
  }

 private:
  // What a way costs at least in all, how long it is (the longer one first),
  // its number.
  using Entry = std::tuple<uint64_t, uint32_t, uint32_t>;

  absl::Status LookBack(NodeId from) {
    const uint64_t longest = (uint64_t{options_.max_length} + 1) << 40;
    WEFT_RETURN_IF_ERROR(lengths_.Compute(from, to_, longest - 1));
    if (by_length_) return absl::OkStatus();
    return doubts_.Compute(from, to_, kNever - 1);
  }

  // The least cost of a way that has cost `cost` up to here; kNever when none
  // is short enough.
  uint64_t Estimate(NodeId node, StateSet states, uint32_t length,
                    uint64_t cost) const {
    const uint64_t by_length = lengths_.From(node, states);
    if (by_length == kNever ||
        length + LengthOfCost(by_length) > options_.max_length) {
      return kNever;
    }
    const uint64_t left = by_length_ ? by_length : doubts_.From(node, states);
    return left == kNever ? kNever : cost + left;
  }

  void Begin(NodeId from) {
    const uint64_t estimate = Estimate(from, WayAutomaton::kStart, 0, 0);
    if (estimate == kNever) return;
    parts_.push_back({kNoPart, 0, from, WayAutomaton::kStart, 0, {}});
    waiting_.emplace(estimate, options_.max_length, 0);
  }

  bool BeyondTheLeast() const {
    return rules_.least_only && found_ > 0 &&
           LengthOfCost(std::get<0>(waiting_.top())) > last_length_;
  }

  // Notes the way if it is a path.
  void Take(uint32_t number) {
    const Part& last = parts_[number];
    if (last.node != to_ || last.length < rules_.min_length ||
        !way_.Accepts(last.states)) {
      return;
    }
    Path path;
    for (uint32_t i = number; i != kNoPart; i = parts_[i].before) {
      path.nodes.push_back(parts_[i].node);
      if (parts_[i].before != kNoPart) path.steps.push_back(parts_[i].step);
    }
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.steps.begin(), path.steps.end());
    // The same nodes by other edges come later, being less certain.
    if (!rules_.parallel && !nodes_.insert(path.nodes).second) return;
    last_length_ = last.length;
    if (++found_ > options_.skip) result_.paths.push_back(std::move(path));
  }

  // Whether the way may not go on over this edge to this node.
  bool Repeats(uint32_t number, NodeId node, StatementId statement) const {
    if (rules_.repeats == PathRepeats::kWalk) return false;
    const bool simple = rules_.repeats == PathRepeats::kSimple;
    for (uint32_t i = number; i != kNoPart; i = parts_[i].before) {
      if (simple ? parts_[i].node == node
                 : parts_[i].before != kNoPart &&
                       parts_[i].step.edge.statement == statement) {
        return true;
      }
    }
    return false;
  }

  absl::Status Extend(uint32_t number) {
    const Part last = parts_[number];  // a copy: parts_ grows
    if (last.length == options_.max_length ||
        (rules_.repeats == PathRepeats::kSimple && last.node == to_)) {
      return absl::OkStatus();
    }
    std::vector<Next> steps;
    WEFT_RETURN_IF_ERROR(meter_.VisitEdges(
        reader_, {&last.node, 1}, edges_,
        [&](size_t, const Edge& edge, bool outgoing) {
          const NodeId node = outgoing ? edge.object : edge.subject;
          const StateSet states =
              way_.After(last.states, edge.relation, outgoing);
          if (states == 0) return true;
          const uint64_t cost = last.cost + cost_(edge.confidence);
          if (Estimate(node, states, last.length + 1, cost) == kNever ||
              Repeats(number, node, edge.statement)) {
            return true;
          }
          steps.push_back({node, states, cost, {edge, outgoing}});
          return true;
        }));
    // A step that was cut off would be missing unseen.
    if (meter_.spent()) return absl::OkStatus();
    KeepOnePerStep(&steps);
    for (const Next& next : steps) Push(number, last.length + 1, next);
    return absl::OkStatus();
  }

  // Of parallel edges the best, where they are one step; and a loop, which
  // comes in both directions, once.
  void KeepOnePerStep(std::vector<Next>* steps) const {
    const bool each = rules_.parallel || rules_.repeats == PathRepeats::kTrail;
    std::sort(steps->begin(), steps->end(),
              [](const Next& a, const Next& b) { return a.Key() < b.Key(); });
    std::vector<Next> kept;
    for (const Next& next : *steps) {
      Next* last = kept.empty() ? nullptr : &kept.back();
      if (last == nullptr || last->node != next.node) {
        kept.push_back(next);
      } else if (last->step.edge.statement == next.step.edge.statement) {
        last->states |= next.states;
      } else if (each || !Known(kept, next)) {
        kept.push_back(next);
      }
    }
    *steps = std::move(kept);
  }

  // Whether a better step to the same node leaves the way in the same states.
  static bool Known(const std::vector<Next>& kept, const Next& next) {
    for (auto it = kept.rbegin(); it != kept.rend() && it->node == next.node;
         ++it) {
      if (it->states == next.states) return true;
    }
    return false;
  }

  void Push(uint32_t number, uint32_t length, const Next& next) {
    if (!meter_.AddBytes(sizeof(Part) + sizeof(Entry))) return;
    const uint64_t estimate =
        Estimate(next.node, next.states, length, next.cost);
    waiting_.emplace(estimate, options_.max_length - length,
                     static_cast<uint32_t>(parts_.size()));
    parts_.push_back(
        {number, length, next.node, next.states, next.cost, next.step});
  }

  const Reader& reader_;
  const NodeId to_;
  const PathOptions& options_;
  const PathRules& rules_;
  const WayAutomaton& way_;
  const EdgeFilter edges_;
  const bool by_length_;
  uint64_t (*const cost_)(float);
  Meter meter_;
  CostsToGo lengths_;
  CostsToGo doubts_;  // for PathOrder::kConfident only
  std::vector<Part> parts_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> waiting_;
  std::set<std::vector<NodeId>> nodes_;  // of the paths found
  size_t found_ = 0;          // those that an earlier call has found included
  uint32_t last_length_ = 0;  // of the last path found
  PathResult result_;
};

}  // namespace

absl::StatusOr<PathResult> SearchPaths(const Reader& reader, NodeId from,
                                       NodeId to, const PathOptions& options,
                                       const PathRules& rules) {
  if (options.max_length > kLongestWay) {
    return absl::InvalidArgumentError(
        absl::StrCat("paths of more than ", kLongestWay, " steps"));
  }
  if (rules.way != nullptr) {
    return Search(reader, to, options, rules, *rules.way).Run(from);
  }
  const WayAutomaton any =
      WayAutomaton::EachStep(options.edges.relations, options.edges.direction);
  return Search(reader, to, options, rules, any).Run(from);
}

}  // namespace weft::graphstore
