// Random graphs for the tests of traversals, and their naive twins.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_TEST_GRAPH_H_
#define WEFT_GRAPHSTORE_TRAVERSE_TEST_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "graphstore/fact/statement.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/store/store.h"

namespace weft::graphstore {

// A store with one document of these facts (store/test_documents.h).
struct TestGraph {
  std::unique_ptr<Store> store;
  std::shared_ptr<const Reader> reader;  // of the newest version
  std::vector<Edge> edges;
  std::vector<NodeId> nodes;

  NodeId Id(const std::string& name) const;
};
TestGraph MakeGraph(const std::vector<std::string>& lines);

// `edge_count` edges over `node_count` nodes N0, N1 ... and relations r0, r1,
// some of them parallel, loops, negated, of low confidence, or to values.
TestGraph RandomGraph(uint32_t seed, size_t node_count, size_t edge_count);

// Nodes one step away by the filter, by looking at every edge.
std::set<NodeId> NaiveStep(const TestGraph& graph, NodeId node,
                           const EdgeFilter& filter);
// Each node within `depth` steps but the start, with its distance.
std::map<NodeId, uint32_t> NaiveReach(const TestGraph& graph, NodeId start,
                                      uint32_t depth, const EdgeFilter& filter);
// All simple node sequences of at most `max_length` steps.
std::vector<std::vector<NodeId>> NaivePaths(const TestGraph& graph, NodeId from,
                                            NodeId to, uint32_t max_length,
                                            const EdgeFilter& filter);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_TEST_GRAPH_H_
