#include "extractor/depparse/spanning_tree.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace weft::extractor {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// A dense graph: node 0 is the root; at(i, h) scores h as head of i.
class Graph {
 public:
  explicit Graph(int size)
      : size_(size), scores_(static_cast<size_t>(size) * size, kNever) {}

  int size() const { return size_; }
  double& at(int node, int head) {
    return scores_[static_cast<size_t>(node) * size_ + head];
  }
  double at(int node, int head) const {
    return scores_[static_cast<size_t>(node) * size_ + head];
  }

 private:
  int size_;
  std::vector<double> scores_;
};

std::vector<int> BestHeads(const Graph& graph) {
  std::vector<int> heads(graph.size(), 0);
  for (int i = 1; i < graph.size(); ++i) {
    for (int h = 1; h < graph.size(); ++h) {
      if (graph.at(i, h) > graph.at(i, heads[i])) heads[i] = h;
    }
  }
  return heads;
}

// The nodes of one cycle of `heads`, or none.
std::vector<int> FindCycle(const std::vector<int>& heads) {
  const int size = static_cast<int>(heads.size());
  std::vector<int> walk(size, 0);  // number of the walk that came by
  for (int i = 1; i < size; ++i) {
    int at = i;
    while (at != 0 && walk[at] == 0) {
      walk[at] = i;
      at = heads[at];
    }
    if (at == 0 || walk[at] != i) continue;
    std::vector<int> cycle = {at};
    for (int next = heads[at]; next != at; next = heads[next]) {
      cycle.push_back(next);
    }
    return cycle;
  }
  return {};
}

// A graph with a cycle as its last node, and the way back.
struct Shrunk {
  Graph graph;
  std::vector<int> original;  // node -> node before, but for the last
  std::vector<int> leave;     // node -> cycle member that is its best head
  std::vector<int> enter;     // head -> cycle member that it enters best
};

Shrunk Shrink(const Graph& graph, const std::vector<int>& heads,
              const std::vector<int>& cycle) {
  std::vector<bool> inside(graph.size(), false);
  for (const int node : cycle) inside[node] = true;
  std::vector<int> original;
  for (int i = 0; i < graph.size(); ++i) {
    if (!inside[i]) original.push_back(i);
  }
  const int last = static_cast<int>(original.size());
  Shrunk shrunk = {Graph(last + 1), original, std::vector<int>(last, 0),
                   std::vector<int>(last, 0)};
  for (int a = 0; a < last; ++a) {
    for (int b = 0; b < last; ++b) {
      shrunk.graph.at(a, b) = graph.at(original[a], original[b]);
    }
    double best_leave = kNever, best_enter = kNever;
    shrunk.leave[a] = shrunk.enter[a] = cycle[0];
    for (const int node : cycle) {
      const double leave = graph.at(original[a], node);
      if (leave > best_leave) {
        best_leave = leave;
        shrunk.leave[a] = node;
      }
      // What is won by entering at `node` instead of its head in the cycle.
      const double enter =
          graph.at(node, original[a]) - graph.at(node, heads[node]);
      if (enter > best_enter) {
        best_enter = enter;
        shrunk.enter[a] = node;
      }
    }
    shrunk.graph.at(a, last) = best_leave;
    shrunk.graph.at(last, a) = best_enter;
  }
  return shrunk;
}

// Heads of all nodes; that of node 0 means nothing. Each level is smaller by
// one node at least, and the root is in no cycle.
std::vector<int> Solve(const Graph& graph) {
  std::vector<int> heads = BestHeads(graph);
  const std::vector<int> cycle = FindCycle(heads);
  if (cycle.empty()) return heads;
  const Shrunk shrunk = Shrink(graph, heads, cycle);
  const std::vector<int> solved = Solve(shrunk.graph);
  const int last = static_cast<int>(shrunk.original.size());
  for (int a = 1; a < last; ++a) {
    heads[shrunk.original[a]] =
        solved[a] == last ? shrunk.leave[a] : shrunk.original[solved[a]];
  }
  const int outside = solved[last];
  heads[shrunk.enter[outside]] = shrunk.original[outside];
  return heads;
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
      FindCycle(greedy).empty()) {
    return WithoutRoot(greedy);
  }
  const double penalty = RootPenalty(n, scores);
  Graph graph(n + 1);
  for (int i = 0; i < n; ++i) {
    for (int h = 0; h <= n; ++h) {
      if (h == i + 1) continue;
      const double score = scores[static_cast<size_t>(i) * (n + 1) + h];
      graph.at(i + 1, h) = h == 0 ? score - penalty : score;
    }
  }
  return WithoutRoot(Solve(graph));
}

}  // namespace weft::extractor
