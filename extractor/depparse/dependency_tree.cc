#include "extractor/depparse/dependency_tree.h"

#include <algorithm>
#include <utility>

namespace weft::extractor {
namespace {

int FirstRoot(const std::vector<Node>& nodes) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].head == kNoHead) return static_cast<int>(i);
  }
  return 0;
}

void Hang(Node& node, int head) {
  node.head = head;
  if (node.label == Deprel::kRoot) node.label = Deprel::kDep;
}

// Hangs one node of every cycle on `root`: the one at which a walk upwards
// from the leftmost node comes round.
void CutCycles(std::vector<Node>& nodes, int root) {
  constexpr int kUnseen = 0;
  std::vector<int> walk(nodes.size(), kUnseen);
  for (size_t i = 0; i < nodes.size(); ++i) {
    const int this_walk = static_cast<int>(i) + 1;
    int at = static_cast<int>(i);
    while (at != root && walk[at] == kUnseen) {
      walk[at] = this_walk;
      at = nodes[at].head;
    }
    if (at != root && walk[at] == this_walk) Hang(nodes[at], root);
  }
}

// Returns the root of the well-formed tree that `nodes` has become.
int Mend(std::vector<Node>& nodes) {
  const int size = static_cast<int>(nodes.size());
  const int root = FirstRoot(nodes);
  nodes[root].head = kNoHead;
  nodes[root].label = Deprel::kRoot;
  for (int i = 0; i < size; ++i) {
    const int head = nodes[i].head;
    if (i != root && (head < 0 || head >= size || head == i)) {
      Hang(nodes[i], root);
    }
  }
  CutCycles(nodes, root);
  return root;
}

}  // namespace

DependencyTree::DependencyTree(std::vector<Node> nodes)
    : nodes_(std::move(nodes)) {
  if (nodes_.empty()) return;
  const size_t size = nodes_.size();
  root_ = Mend(nodes_);

  children_begin_.assign(size + 1, 0);
  for (const Node& node : nodes_) {
    if (node.head != kNoHead) ++children_begin_[node.head + 1];
  }
  for (size_t i = 0; i < size; ++i) {
    children_begin_[i + 1] += children_begin_[i];
  }
  children_.resize(size - 1);
  std::vector<int> next(children_begin_.begin(), children_begin_.end() - 1);
  for (size_t i = 0; i < size; ++i) {
    const int head = nodes_[i].head;
    if (head != kNoHead) children_[next[head]++] = static_cast<int>(i);
  }

  std::vector<int> top_down = {root_};
  top_down.reserve(size);
  for (size_t i = 0; i < top_down.size(); ++i) {
    for (const int child : Children(top_down[i])) top_down.push_back(child);
  }
  subtree_.resize(size);
  for (uint32_t i = 0; i < size; ++i) subtree_[i] = {i, i + 1};
  for (auto it = top_down.rbegin(); it != top_down.rend(); ++it) {
    if (*it == root_) continue;
    TokenSpan& above = subtree_[nodes_[*it].head];
    above.begin = std::min(above.begin, subtree_[*it].begin);
    above.end = std::max(above.end, subtree_[*it].end);
  }
}

absl::Span<const int> DependencyTree::Children(int i) const {
  return absl::MakeConstSpan(children_).subspan(
      children_begin_[i], children_begin_[i + 1] - children_begin_[i]);
}

int DependencyTree::Child(int i, Deprel label) const {
  for (const int child : Children(i)) {
    if (nodes_[child].label == label) return child;
  }
  return kNoHead;
}

TokenSpan DependencyTree::SubtreeSpan(int i) const { return subtree_[i]; }

bool DependencyTree::Dominates(int ancestor, int i) const {
  while (i != kNoHead && i != ancestor) i = nodes_[i].head;
  return i == ancestor;
}

}  // namespace weft::extractor
