#include "extractor/depparse/spanning_tree.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace weft::extractor {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// An arc into a word or a shrunk cycle: from the word `head` to the word
// `node` in it. The gain is the score, less what the cycle loses at `node`.
struct Arc {
  int head = 0;
  int node = 0;
  double gain = kNever;
};

// Words are 1..n and 0 is the root; shrunk cycles get the numbers behind them.
class Solver {
 public:
  // `score(node, head)` of every arc; n + 1 nodes with the root.
  template <typename Score>
  Solver(int nodes, const Score& score)
      : nodes_(nodes),
        in_(nodes),
        slot_(nodes),
        parent_(nodes, kNone),
        chosen_(nodes),
        top_(nodes) {
    for (int node = 1; node < nodes; ++node) {
      in_[node].resize(nodes);
      for (int head = 0; head < nodes; ++head) {
        if (head != node) in_[node][head] = {head, node, score(node, head)};
      }
    }
    for (int node = 0; node < nodes; ++node) slot_[node] = top_[node] = node;
  }

  // Heads of all nodes; that of node 0 means nothing.
  std::vector<int> Run() {
    safe_.assign(nodes_, false);
    on_path_.assign(nodes_, false);
    safe_[0] = true;
    for (int node = 1; node < nodes_; ++node) GrowPath(node);
    return Heads();
  }

 private:
  static constexpr int kNone = -1;

  // Follows best arcs backwards until the path comes to the root or to an
  // earlier path; every cycle on the way is shrunk.
  void GrowPath(int node) {
    std::vector<int> path;
    int at = top_[node];
    while (!safe_[at]) {
      if (!on_path_[at]) {
        path.push_back(at);
        on_path_[at] = true;
        chosen_[at] = BestArc(at);
        at = top_[chosen_[at].head];
        continue;
      }
      std::vector<int> cycle;
      do {
        cycle.push_back(path.back());
        path.pop_back();
      } while (cycle.back() != at);
      at = Shrink(cycle);
    }
    for (const int part : path) safe_[part] = true;
  }

  // Ties go to the lower head.
  Arc BestArc(int at) const {
    Arc best;
    for (const Arc& arc : in_[slot_[at]]) {
      if (arc.gain > best.gain && top_[arc.head] != at) best = arc;
    }
    return best;
  }

  int Shrink(const std::vector<int>& cycle) {
    const int shrunk = static_cast<int>(parent_.size());
    parent_.push_back(kNone);
    chosen_.push_back({});
    safe_.push_back(false);
    on_path_.push_back(false);
    // The cycle takes over the arcs of one of its members.
    slot_.push_back(slot_[cycle[0]]);
    std::vector<Arc>& arcs = in_[slot_[shrunk]];
    for (const int part : cycle) {
      parent_[part] = shrunk;
      const double lost = chosen_[part].gain;
      const std::vector<Arc>& own = in_[slot_[part]];
      for (int head = 0; head < nodes_; ++head) {
        Arc arc = own[head];
        arc.gain -= lost;
        if (part == cycle[0] || arc.gain > arcs[head].gain) arcs[head] = arc;
      }
    }
    for (int& top : top_) {
      if (parent_[top] == shrunk) top = shrunk;
    }
    return shrunk;
  }

  // Opens the cycles, the last one first: the arc that enters a cycle takes the
  // place of the cycle's own arc into the part that it enters.
  std::vector<int> Heads() {
    for (int at = static_cast<int>(parent_.size()) - 1; at >= nodes_; --at) {
      int part = chosen_[at].node;
      while (parent_[part] != at) part = parent_[part];
      chosen_[part] = chosen_[at];
    }
    std::vector<int> heads(nodes_, 0);
    for (int node = 1; node < nodes_; ++node) heads[node] = chosen_[node].head;
    return heads;
  }

  const int nodes_;
  std::vector<std::vector<Arc>> in_;  // by slot, then by head
  std::vector<int> slot_;             // node or cycle -> where its arcs are
  std::vector<int> parent_;  // node or cycle -> the cycle that it went into
  std::vector<Arc> chosen_;  // best arc into it
  std::vector<int> top_;     // node -> the outermost cycle around it, or itself
  std::vector<bool> safe_;   // leads to the root
  std::vector<bool> on_path_;
};

bool HasCycle(const std::vector<int>& heads) {
  const int size = static_cast<int>(heads.size());
  std::vector<int> walk(size, 0);  // number of the walk that came by
  for (int i = 1; i < size; ++i) {
    int at = i;
    while (at != 0 && walk[at] == 0) {
      walk[at] = i;
      at = heads[at];
    }
    if (at != 0 && walk[at] == i) return true;
  }
  return false;
}

// More than the difference between any two trees of n words.
double RootPenalty(int n, absl::Span<const float> scores) {
  const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
  return (static_cast<double>(*high) - *low + 1) * (n + 1);
}

// The best head of every word, as numbered in `scores`; entry 0 is unused.
std::vector<int> GreedyHeads(int n, absl::Span<const float> scores) {
  std::vector<int> heads(n + 1, 0);
  for (int i = 0; i < n; ++i) {
    const absl::Span<const float> row = scores.subspan(i * (n + 1), n + 1);
    int best = 0;
    for (int h = 1; h <= n; ++h) {
      if (h != i + 1 && row[h] > row[best]) best = h;
    }
    heads[i + 1] = best;
  }
  return heads;
}

std::vector<int> WithoutRoot(std::vector<int> heads) {
  heads.erase(heads.begin());
  for (int& head : heads) --head;
  return heads;
}

}  // namespace

std::vector<int> MaxSpanningTree(int n, absl::Span<const float> scores) {
  if (n == 0) return {};
  // Most sentences end here: best heads that are a tree beat all trees.
  const std::vector<int> greedy = GreedyHeads(n, scores);
  if (std::count(greedy.begin() + 1, greedy.end(), 0) == 1 &&
      !HasCycle(greedy)) {
    return WithoutRoot(greedy);
  }
  const double penalty = RootPenalty(n, scores);
  const auto score = [&](int node, int head) {
    const double own = scores[static_cast<size_t>(node - 1) * (n + 1) + head];
    return head == 0 ? own - penalty : own;
  };
  return WithoutRoot(Solver(n + 1, score).Run());
}

}  // namespace weft::extractor
