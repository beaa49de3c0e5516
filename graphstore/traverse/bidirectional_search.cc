#include "graphstore/traverse/bidirectional_search.h"

#include <algorithm>
#include <limits>

#include "base/status.h"

namespace weft::graphstore {
namespace {

constexpr uint64_t kMostPaths = std::numeric_limits<uint64_t>::max();

uint64_t AddUpTo(uint64_t a, uint64_t b) {
  return a > kMostPaths - b ? kMostPaths : a + b;
}

uint64_t MultiplyUpTo(uint64_t a, uint64_t b) {
  return b != 0 && a > kMostPaths / b ? kMostPaths : a * b;
}

}  // namespace

Direction Reverse(Direction direction) {
  switch (direction) {
    case Direction::kOut:
      return Direction::kIn;
    case Direction::kIn:
      return Direction::kOut;
    case Direction::kBoth:
      return Direction::kBoth;
  }
  return direction;
}

void BidirectionalSearch::Start(NodeId from, NodeId to) {
  forward_ = {};
  forward_.reached[from] = {0, NodeId(), 1};
  forward_.frontier = {from};
  forward_.direction = filter_.direction;
  backward_ = {};
  backward_.reached[to] = {0, NodeId(), 1};
  backward_.frontier = {to};
  backward_.direction = Reverse(filter_.direction);
  backward_.from_start = false;
}

absl::StatusOr<bool> BidirectionalSearch::Expand(End* end,
                                                 const Banned& banned) {
  EdgeFilter filter = filter_;
  filter.direction = end->direction;
  const uint32_t level = end->level + 1;
  std::vector<NodeId> next;
  absl::flat_hash_set<std::pair<NodeId, NodeId>> counted;
  bool whole = true;
  WEFT_RETURN_IF_ERROR(meter_.VisitEdges(
      reader_, end->frontier, filter,
      [&](size_t i, const Edge& edge, bool outgoing) {
        const NodeId node = end->frontier[i];
        const NodeId other = outgoing ? edge.object : edge.subject;
        if (banned.nodes.contains(other) ||
            banned.steps.contains(end->from_start ? std::pair(node, other)
                                                  : std::pair(other, node))) {
          return true;
        }
        const auto [it, is_new] = end->reached.try_emplace(other);
        Reached& reached = it->second;
        if (is_new) {
          whole = meter_.AddNode();
          reached = {level, node, 0};
          next.push_back(other);
        }
        // Parallel edges are one step.
        if (counting_ && reached.distance == level &&
            counted.emplace(node, other).second) {
          reached.paths = AddUpTo(reached.paths, end->reached.at(node).paths);
        }
        return whole;
      }));
  std::sort(next.begin(), next.end());
  end->frontier = std::move(next);
  end->level = level;
  return whole && !meter_.spent();
}

absl::StatusOr<int64_t> BidirectionalSearch::Meet(NodeId from, NodeId to,
                                                  uint32_t max_length,
                                                  const Banned& banned) {
  Start(from, to);
  if (from == to) return 0;
  while (forward_.level + backward_.level < max_length &&
         !forward_.frontier.empty() && !backward_.frontier.empty()) {
    const bool advance = forward_.frontier.size() <= backward_.frontier.size();
    End* end = advance ? &forward_ : &backward_;
    const End& other = advance ? backward_ : forward_;
    WEFT_ASSIGN_OR_RETURN(const bool whole, Expand(end, banned));
    if (!whole) return -1;
    for (const NodeId node : end->frontier) {
      // A path of any smaller length would have met earlier.
      if (other.reached.contains(node)) return end->level + other.level;
    }
  }
  return -1;
}

absl::StatusOr<std::optional<std::vector<NodeId>>> BidirectionalSearch::Find(
    NodeId from, NodeId to, uint32_t max_length, const Banned& banned) {
  counting_ = false;
  WEFT_ASSIGN_OR_RETURN(const int64_t length,
                        Meet(from, to, max_length, banned));
  if (length < 0) return std::nullopt;
  const bool forward_is_smaller =
      forward_.reached.size() < backward_.reached.size();
  const End& small = forward_is_smaller ? forward_ : backward_;
  const End& large = forward_is_smaller ? backward_ : forward_;
  std::optional<NodeId> middle;
  for (const auto& [node, reached] : small.reached) {
    if (reached.distance != small.level || !large.reached.contains(node)) {
      continue;
    }
    if (!middle || node < *middle) middle = node;
  }
  std::vector<NodeId> nodes = {*middle};
  while (nodes.back() != from) {
    nodes.push_back(forward_.reached.at(nodes.back()).parent);
  }
  std::reverse(nodes.begin(), nodes.end());
  while (nodes.back() != to) {
    nodes.push_back(backward_.reached.at(nodes.back()).parent);
  }
  return nodes;
}

absl::StatusOr<std::pair<int64_t, uint64_t>> BidirectionalSearch::Count(
    NodeId from, NodeId to, uint32_t max_length) {
  counting_ = true;
  WEFT_ASSIGN_OR_RETURN(const int64_t length, Meet(from, to, max_length, {}));
  if (length < 0) return std::pair<int64_t, uint64_t>(-1, 0);
  if (length == 0) return std::pair<int64_t, uint64_t>(0, 1);
  uint64_t count = 0;
  for (const auto& [node, reached] : forward_.reached) {
    if (reached.distance != forward_.level) continue;
    const auto it = backward_.reached.find(node);
    if (it == backward_.reached.end()) continue;
    count = AddUpTo(count, MultiplyUpTo(reached.paths, it->second.paths));
  }
  return std::pair(length, count);
}

}  // namespace weft::graphstore
