// A small graph, and queries of it.
#ifndef WEFT_GRAPHSTORE_QUERY_ENGINE_TEST_BASE_H_
#define WEFT_GRAPHSTORE_QUERY_ENGINE_TEST_BASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status_matchers.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/testing/memory_graph.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {

// A chain of people, each of whom knows the next, and a hub that all like.
class EngineTest : public ::testing::Test {
 protected:
  EngineTest() : graph_(/*index_names=*/true) {
    const uint64_t hub =
        graph_.AddNode({"Hub"}, {{"name", Value::String("hub")}});
    uint64_t last = 0;
    for (int i = 0; i < 200; ++i) {
      const uint64_t node = graph_.AddNode(
          {"Person"}, {{"name", Value::String(absl::StrCat("p", i))},
                       {"n", Value::Integer(i)}});
      if (i > 0) graph_.AddRelationship(last, node, "KNOWS", {});
      graph_.AddRelationship(node, hub, "LIKES", {});
      last = node;
    }
  }

  absl::StatusOr<RunResult> Query(const std::string& text,
                                  const RunOptions& options) {
    rows_.clear();
    absl::StatusOr<PreparedQuery> query = Prepare(text);
    if (!query.ok()) return query.status();
    return query::Run(*query, graph_, options,
                      [this](absl::Span<const Value> row) {
                        rows_.emplace_back(row.begin(), row.end());
                        return true;
                      });
  }

  std::string Plan(const std::string& text) {
    absl::StatusOr<PreparedQuery> query = Prepare(text);
    EXPECT_OK(query);
    return ExplainPlan(*query, graph_, {}).value();
  }

  MemoryGraph graph_;
  std::vector<std::vector<Value>> rows_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_ENGINE_TEST_BASE_H_
