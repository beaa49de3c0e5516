#include "graphstore/traverse/test_graph.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {

NodeId TestGraph::Id(const std::string& name) const {
  const auto ids = reader->FindNodes(name).value();
  return ids.empty() ? NodeId() : ids[0];
}

TestGraph MakeGraph(const std::vector<std::string>& lines) {
  TestGraph graph;
  graph.store = EmptyStore();
  (void)graph.store->WriteDocument(MakeDocument("d", lines), {}).value();
  graph.reader = graph.store->Snapshot().value();
  std::set<NodeId> nodes;
  const absl::Status status = graph.reader->VisitAllEdges([&](const Edge& e) {
    graph.edges.push_back(e);
    nodes.insert(e.subject);
    if (!e.object.is_none()) nodes.insert(e.object);
    return true;
  });
  if (status.ok()) graph.nodes.assign(nodes.begin(), nodes.end());
  return graph;
}

TestGraph RandomGraph(uint32_t seed, size_t node_count, size_t edge_count) {
  std::mt19937 random(seed);
  std::vector<std::string> lines;
  const auto node = [&] {
    // Skewed, so that there are hubs.
    const size_t a = random() % node_count, b = random() % node_count;
    return absl::StrCat("N", std::min(a, b));
  };
  for (size_t i = 0; i < edge_count; ++i) {
    std::string object = node();
    if (random() % 20 == 0) object = absl::StrCat("=", random() % 3, "%");
    if (random() % 30 == 0) object = "";
    lines.push_back(absl::StrCat(node(), " | ", random() % 8 == 0 ? "not " : "",
                                 "r", random() % 3, " | ", object, " | ",
                                 random() % 4 == 0 ? 0.2 : 0.9));
  }
  return MakeGraph(lines);
}

std::set<NodeId> NaiveStep(const TestGraph& graph, NodeId node,
                           const EdgeFilter& filter) {
  std::set<NodeId> reached;
  for (const Edge& edge : graph.edges) {
    if (edge.object.is_none() || edge.confidence < filter.min_confidence ||
        (edge.negated && !filter.include_negated) ||
        !filter.relations.Matches(edge.relation)) {
      continue;
    }
    if (filter.direction != Direction::kIn && edge.subject == node) {
      reached.insert(edge.object);
    }
    if (filter.direction != Direction::kOut && edge.object == node) {
      reached.insert(edge.subject);
    }
  }
  return reached;
}

std::map<NodeId, uint32_t> NaiveReach(const TestGraph& graph, NodeId start,
                                      uint32_t depth,
                                      const EdgeFilter& filter) {
  std::map<NodeId, uint32_t> reached = {{start, 0}};
  for (uint32_t step = 1; step <= depth; ++step) {
    const std::map<NodeId, uint32_t> before = reached;
    for (const auto& [node, distance] : before) {
      for (const NodeId next : NaiveStep(graph, node, filter)) {
        reached.emplace(next, step);
      }
    }
  }
  reached.erase(start);
  return reached;
}

namespace {

void Extend(const TestGraph& graph, NodeId to, uint32_t max_length,
            const EdgeFilter& filter, std::vector<NodeId>* path,
            std::vector<std::vector<NodeId>>* paths) {
  if (path->back() == to) {
    paths->push_back(*path);
    return;
  }
  if (path->size() > max_length) return;
  for (const NodeId next : NaiveStep(graph, path->back(), filter)) {
    if (std::find(path->begin(), path->end(), next) != path->end()) continue;
    path->push_back(next);
    Extend(graph, to, max_length, filter, path, paths);
    path->pop_back();
  }
}

}  // namespace

std::vector<std::vector<NodeId>> NaivePaths(const TestGraph& graph, NodeId from,
                                            NodeId to, uint32_t max_length,
                                            const EdgeFilter& filter) {
  std::vector<std::vector<NodeId>> paths;
  std::vector<NodeId> path = {from};
  Extend(graph, to, max_length, filter, &path, &paths);
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return paths;
}

}  // namespace weft::graphstore
