// Random queries on random graphs: the engine with its optimiser and without
// against an evaluator that tries everything (testing/naive_query.h).
//
// A long run, with other seeds:
//
//   bazel test -c opt //graphstore/query:differential_test
//       --test_env=WEFT_QUERY_SEEDS=1000-50000 --test_timeout=3600
//       --test_output=all
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status_matchers.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/testing/memory_graph.h"
#include "graphstore/query/testing/naive_query.h"
#include "graphstore/query/testing/random_query.h"
#include "graphstore/query/testing/rendered_rows.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

constexpr int kQueriesPerGraph = 10;

// [first, last).
std::pair<uint64_t, uint64_t> Seeds() {
  const char* text = std::getenv("WEFT_QUERY_SEEDS");
  if (text == nullptr) return {0, 120};
  const std::vector<std::string> ends = absl::StrSplit(text, '-');
  std::pair<uint64_t, uint64_t> seeds;
  EXPECT_TRUE(ends.size() == 2 && absl::SimpleAtoi(ends[0], &seeds.first) &&
              absl::SimpleAtoi(ends[1], &seeds.second))
      << "WEFT_QUERY_SEEDS is FIRST-LAST, not " << text;
  return seeds;
}

// Small, dense, with loops, parallel relationships and missing properties.
void Fill(RandomQuery* random, const Vocabulary& words, MemoryGraph* graph) {
  const int nodes = 1 + random->Pick(4);
  for (int i = 0; i < nodes; ++i) {
    std::vector<std::string> labels;
    for (const std::string& label : words.labels) {
      if (random->Pick(2)) labels.push_back(label);
    }
    Map properties;
    if (random->Pick(6)) {
      properties["name"] = Value::String(words.names[random->Pick(4)]);
    }
    if (random->Pick(5)) {
      properties[words.number] = Value::Integer(random->Pick(3));
    }
    graph->AddNode(labels, std::move(properties));
  }
  for (int edges = random->Pick(8); edges > 0; --edges) {
    Map properties;
    if (random->Pick(5)) {
      properties[words.step_number] = Value::Integer(random->Pick(2));
    }
    const int start = random->Pick(nodes);
    const int end = random->Pick(nodes);
    graph->AddRelationship(start, end, words.types[random->Pick(2)],
                           std::move(properties));
  }
}

class Comparison {
 public:
  explicit Comparison(const GraphView& graph) : graph_(graph) {}

  // False where the graph was too large for the naive evaluator.
  bool Agrees(const RandomText& text) {
    const absl::StatusOr<PreparedQuery> query = Prepare(text.text);
    EXPECT_OK(query);
    if (!query.ok()) return true;
    const auto naive =
        AnswerNaively(text.text, query->columns(), graph_, parameters_);
    if (naive.status().code() == absl::StatusCode::kResourceExhausted) {
      return false;
    }
    EXPECT_OK(naive);
    if (!naive.ok()) return true;
    const std::vector<std::string> expected = Texts(naive->rows, text.ordered);
    for (const bool optimize : {false, true}) {
      SCOPED_TRACE(optimize ? "optimised" : "not optimised");
      const auto rows = AllRows(*query, graph_, parameters_, optimize);
      EXPECT_OK(rows);
      if (!rows.ok()) continue;
      EXPECT_EQ(Texts(*rows, text.ordered), expected);
      if (text.open) TakesSomeOf(expected, text.text, optimize);
    }
    return true;
  }

 private:
  std::vector<std::string> Texts(const std::vector<List>& rows, bool ordered) {
    return Render(graph_, ElementNames::kIds, rows, ordered);
  }

  // LIMIT without an order: some of the rows, as many as it says.
  void TakesSomeOf(const std::vector<std::string>& all, const std::string& text,
                   bool optimize) {
    constexpr size_t kLimit = 2;
    const auto query = Prepare(absl::StrCat(text, " LIMIT ", kLimit));
    EXPECT_OK(query);
    const auto rows = AllRows(*query, graph_, parameters_, optimize);
    EXPECT_OK(rows);
    if (!rows.ok()) return;
    EXPECT_EQ(rows->size(), std::min(kLimit, all.size()));
    const std::vector<std::string> some = Texts(*rows, false);
    EXPECT_TRUE(std::includes(all.begin(), all.end(), some.begin(), some.end()))
        << "LIMIT made rows of its own";
  }

  const GraphView& graph_;
  const Map parameters_ = RandomQuery::Parameters();
};

TEST(Engine, AgreesWithTryingEverything) {
  ConstructCounts counts;
  int asked = 0;
  int too_large = 0;
  const auto [first, last] = Seeds();
  for (uint64_t seed = first; seed < last; ++seed) {
    RandomQuery random(seed, Vocabulary(), &counts);
    MemoryGraph graph(/*index_names=*/true);
    Fill(&random, Vocabulary(), &graph);
    Comparison comparison(graph);
    for (int i = 0; i < kQueriesPerGraph; ++i, ++asked) {
      const RandomText text = random.Make();
      SCOPED_TRACE(absl::StrCat("seed ", seed, ": ", text.text));
      if (!comparison.Agrees(text)) ++too_large;
    }
  }
  for (const std::string& construct : RandomQuery::Constructs()) {
    EXPECT_GT(counts[construct], 0) << construct << " was never asked";
  }
  EXPECT_EQ(counts.size(), RandomQuery::Constructs().size());
  EXPECT_LT(too_large, asked / 20);
  std::printf("%d queries, %d of them too large for the naive evaluator\n",
              asked, too_large);
  std::printf("%s\n",
              absl::StrJoin(counts, ", ", absl::PairFormatter(" ")).c_str());
}

}  // namespace
}  // namespace weft::graphstore::query
