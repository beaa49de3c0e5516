#include "graphstore/query/engine.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/query/engine_test_base.h"
#include "graphstore/query/value/compare.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(EngineTest, TakesParameters) {
  RunOptions options;
  options.parameters["names"] =
      Value::Of(List{Value::String("p3"), Value::String("p5")});
  ASSERT_OK(Query("MATCH (p) WHERE p.name IN $names RETURN p.n", options));
  EXPECT_EQ(rows_.size(), 2u);
  EXPECT_THAT(
      Query("RETURN $other", options),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("no value is given for the parameter $other")));
}

TEST_F(EngineTest, SaysWhichBoundEndedTheQuery) {
  RunOptions options;
  options.budget.max_rows = 3;
  ASSERT_OK_AND_ASSIGN(RunResult result, Query("MATCH (p) RETURN p", options));
  EXPECT_EQ(result.cut_off, CutOff::kRows);
  EXPECT_EQ(rows_.size(), 3u);
  EXPECT_THAT(result.cut_off_message, HasSubstr("after 3 rows"));

  ASSERT_OK_AND_ASSIGN(result, Query("MATCH (p) RETURN p LIMIT 3", options));
  EXPECT_EQ(result.cut_off, CutOff::kNone);
  EXPECT_EQ(result.cut_off_message, "");

  options = RunOptions();
  options.budget.max_edges = 50;
  ASSERT_OK_AND_ASSIGN(
      result, Query("MATCH ({name: 'p0'})-[:KNOWS*]->(b) RETURN b", options));
  EXPECT_EQ(result.cut_off, CutOff::kEdges);
  EXPECT_EQ(rows_.size(), 49u);  // the next one needs the 51st

  options = RunOptions();
  options.budget.max_memory_bytes = 2000;
  ASSERT_OK_AND_ASSIGN(result,
                       Query("MATCH (p) RETURN p ORDER BY p.n", options));
  EXPECT_EQ(result.cut_off, CutOff::kMemory);
  EXPECT_TRUE(rows_.empty());

  options = RunOptions();
  options.budget.max_time = absl::ZeroDuration();
  ASSERT_OK_AND_ASSIGN(result,
                       Query("MATCH (a), (b), (c) RETURN count(*)", options));
  EXPECT_EQ(result.cut_off, CutOff::kTime);
  EXPECT_TRUE(rows_.empty());
}

TEST_F(EngineTest, ExactlyTheBoundIsNoCut) {
  RunOptions options;
  options.budget.max_rows = 201;
  options.budget.max_edges = 199;
  ASSERT_OK_AND_ASSIGN(RunResult result, Query("MATCH (p) RETURN p", options));
  EXPECT_EQ(result.cut_off, CutOff::kNone);
  ASSERT_OK_AND_ASSIGN(
      result, Query("MATCH ({name: 'p0'})-[:KNOWS*]->(b) RETURN b", options));
  EXPECT_EQ(result.cut_off, CutOff::kNone);
  EXPECT_EQ(result.edges_read, 199u);
}

TEST_F(EngineTest, IsCancelled) {
  Cancellation cancellation;
  cancellation.Cancel();
  RunOptions options;
  options.budget.cancellation = &cancellation;
  EXPECT_THAT(Query("MATCH (a), (b), (c) RETURN count(*)", options),
              StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(EngineTest, LimitStopsTheReading) {
  ASSERT_OK_AND_ASSIGN(
      RunResult result,
      Query("MATCH (a:Person)-[:KNOWS]->(b) RETURN b LIMIT 1", {}));
  EXPECT_LE(result.edges_read, 2u);
}

TEST_F(EngineTest, TheReaderOfRowsCanStop) {
  ASSERT_OK_AND_ASSIGN(const PreparedQuery query,
                       Prepare("MATCH (p) RETURN p"));
  int count = 0;
  ASSERT_OK_AND_ASSIGN(
      const RunResult result,
      query::Run(query, graph_, {},
                 [&](absl::Span<const Value>) { return ++count < 5; }));
  EXPECT_EQ(count, 5);
  EXPECT_EQ(result.cut_off, CutOff::kNone);
}

TEST_F(EngineTest, BeginsAtTheNameAndNotAtTheHub) {
  const std::string plan =
      Plan("MATCH (h:Hub)<-[:LIKES]-(p:Person {name: 'p7'}) RETURN h");
  EXPECT_THAT(plan, HasSubstr("NodesByIndex p.name = 'p7'"));
  EXPECT_THAT(plan, HasSubstr("(p)-["));
  EXPECT_THAT(plan, Not(HasSubstr("NodesByLabel")));
  EXPECT_THAT(Plan("MATCH (p:Person)-[:LIKES]->(h:Hub) RETURN h"),
              HasSubstr("NodesByLabel h:Hub"));
}

TEST_F(EngineTest, BeginsAtTheEndWithFewerEdges) {
  // Both names are in the index; only one of them has a small degree.
  const std::string plan =
      Plan("MATCH (h {name: 'hub'})<-[:LIKES]-(p {name: 'p7'}) RETURN p");
  EXPECT_THAT(plan, HasSubstr("(p)-["));
}

TEST_F(EngineTest, ProfileCounts) {
  RunOptions options;
  options.profile = true;
  ASSERT_OK_AND_ASSIGN(
      const RunResult result,
      Query("MATCH ({name: 'p1'})-[:KNOWS]->(b) RETURN b.name", options));
  EXPECT_THAT(result.plan, HasSubstr("was 1 rows, 1 edges read"));
}

TEST_F(EngineTest, ResolvesElements) {
  ASSERT_OK(Query("MATCH (a {name: 'p0'})-[r:KNOWS]->(b) RETURN a, r", {}));
  ASSERT_OK_AND_ASSIGN(const Value node, Resolve(graph_, rows_[0][0]));
  EXPECT_EQ(node.map().at("id").string(), "1");
  EXPECT_EQ(node.map().at("name").string(), "p0");
  ASSERT_OK_AND_ASSIGN(const Value step, Resolve(graph_, rows_[0][1]));
  EXPECT_EQ(step.map().at("type").string(), "KNOWS");
  EXPECT_EQ(step.map().at("start").string(), "1");
}

// --- Random graphs and queries against the slow twin ---

class RandomQuery {
 public:
  explicit RandomQuery(uint64_t seed) : random_(seed) {}

  void Fill(MemoryGraph* graph) {
    const int nodes = 2 + Pick(4);
    for (int i = 0; i < nodes; ++i) {
      std::vector<std::string> labels;
      if (Pick(2) == 0) labels.push_back("A");
      if (Pick(3) == 0) labels.push_back("B");
      graph->AddNode(labels, {{"name", Value::String(Name())},
                              {"x", Value::Integer(Pick(3))}});
    }
    const int edges = Pick(12);
    for (int i = 0; i < edges; ++i) {
      graph->AddRelationship(Pick(nodes), Pick(nodes), Pick(2) ? "S" : "T",
                             {{"y", Value::Integer(Pick(2))}});
    }
  }

  std::string Make() {
    variables_ = 0;
    std::string query = absl::StrCat("MATCH ", Match());
    if (Pick(3) == 0) {
      absl::StrAppend(&query, " OPTIONAL MATCH ", Match());
    }
    if (Pick(4) == 0) {
      absl::StrAppend(&query, " WITH *, n0.x AS v MATCH ", Match());
    }
    std::vector<std::string> columns;
    for (int i = 0; i < variables_; ++i) {
      columns.push_back(absl::StrCat("n", i));
    }
    return absl::StrCat(query, " RETURN ", Columns(columns));
  }

  // Trees of which parts are only counted (plan/counted_part.h).
  std::string MakeCounted() {
    static constexpr const char* kTypes[] = {"",     ":T", ":S",
                                             ":S|T", ":S", ":T"};
    static constexpr const char* kConditions[] = {
        "",
        "",
        "",
        " WHERE n0.x < n1.x",
        " WHERE n1.x = 1",
        " WHERE n0.name = 'a'",
        " WHERE n1.name IN ['a', 'b']"};
    static constexpr const char* kColumns[] = {"count(*)",
                                               "count(n1)",
                                               "n0, count(*)",
                                               "n1, count(*)",
                                               "n0.x, n1.x, count(n0)",
                                               "n1.name, count(*) AS c",
                                               "count(*), 1 + count(n0)"};
    const int steps = 1 + Pick(4);
    std::vector<std::string> paths;
    for (int i = 0; i < steps; ++i) {
      // A step to a node that there is already makes a cycle.
      const int from = Pick(i + 1);
      const int to = Pick(8) == 0 ? Pick(i + 1) : i + 1;
      const int direction = Pick(5);
      paths.push_back(absl::StrCat(
          "(n", from, ")", direction == 0 ? "<-[" : "-[", kTypes[Pick(6)],
          Pick(12) == 0 ? "*1..2" : "", Pick(12) == 0 ? " {y: 1}" : "",
          direction == 1   ? "]-"
          : direction == 0 ? "]-"
                           : "]->",
          "(n", to, Pick(5) == 0 ? ":A" : "", Pick(8) == 0 ? " {x: 1}" : "",
          ")"));
    }
    // n1 is there in any case.
    return absl::StrCat("MATCH (n0), (n1), ", absl::StrJoin(paths, ", "),
                        kConditions[Pick(7)], " RETURN ", kColumns[Pick(7)]);
  }

  // Of each shape that plan/rewrite.h knows.
  std::string MakeCountOrEnds() {
    static constexpr const char* kLengths[] = {"*1..2", "*1..4", "*0..3",
                                               "*..3", "*1..5"};
    static constexpr const char* kTypes[] = {"", ":T", ":S", ":S|T"};
    static constexpr const char* kColumns[] = {
        "DISTINCT a, b",     "a, count(DISTINCT b)",
        "DISTINCT b",        "min(b.x)",
        "count(*)",          "a, count(b)",
        "a.x, count(*)",     "b, count(r)",
        "count(DISTINCT r)", "count(DISTINCT a.x)"};
    static constexpr const char* kConditions[] = {
        "", "", " WHERE a <> b", " WHERE a.x < 2 AND b.name <> 'a'"};
    const char* arrow = Pick(3) == 0 ? ">" : "";
    const std::string step =
        absl::StrCat("-[r", kTypes[Pick(4)], Pick(2) ? kLengths[Pick(5)] : "",
                     Pick(6) == 0 ? " {y: 1}" : "", "]-", arrow);
    const std::string before =
        Pick(3) == 0 ? absl::StrCat("(o)<-[:", Pick(2) ? "S" : "T", "]-") : "";
    const std::string after =
        Pick(3) == 0 ? absl::StrCat("-[:", Pick(2) ? "S" : "T", "]->(c)") : "";
    return absl::StrCat("MATCH ", before, "(a)", step, "(b)", after,
                        kConditions[Pick(4)], " RETURN ", kColumns[Pick(10)]);
  }

 private:
  std::string Columns(const std::vector<std::string>& columns) {
    const std::string& one = columns[Pick(static_cast<int>(columns.size()))];
    switch (Pick(8)) {
      case 0:
        return "count(*)";
      case 1:
        return absl::StrCat(one, ", count(*)");
      case 2:
        return absl::StrCat("DISTINCT ", one);
      case 3:
        return absl::StrCat("count(DISTINCT ", one, ")");
      default:
        return absl::StrJoin(columns, ", ");
    }
  }

  int Pick(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random_);
  }
  std::string Name() {
    return std::string(1, static_cast<char>('a' + Pick(4)));
  }

  std::string Node() {
    std::string text = "(";
    // The slow twin tries all combinations: few variables, or it takes ages.
    const bool known = variables_ >= 6 || (variables_ > 0 && Pick(3) == 0);
    const int variable = known ? Pick(variables_) : variables_++;
    absl::StrAppend(&text, "n", variable);
    if (Pick(4) == 0) text += ":A";
    if (Pick(6) == 0) text += ":B";
    if (Pick(6) == 0) absl::StrAppend(&text, " {name: '", Name(), "'}");
    return text + ")";
  }

  std::string Step() {
    static constexpr const char* kTypes[] = {"", ":T", ":S", ":S|T"};
    static constexpr const char* kLengths[] = {"", "", "", "*1..2", "*0..2"};
    std::string inside = absl::StrCat(kTypes[Pick(4)], kLengths[Pick(5)]);
    if (Pick(6) == 0) inside += " {y: 1}";
    const int direction = Pick(3);
    return absl::StrCat(direction == 0 ? "<-[" : "-[", inside,
                        direction == 1 ? "]->" : "]-");
  }

  std::string Pattern() {
    std::vector<std::string> paths;
    const int count = 1 + Pick(2);
    for (int i = 0; i < count; ++i) {
      std::string path = Node();
      const int steps = Pick(3);
      for (int j = 0; j < steps; ++j) {
        path += Step();
        path += Node();
      }
      paths.push_back(path);
    }
    return absl::StrJoin(paths, ", ");
  }

  std::string Match() {
    std::string text = Pattern();  // before Where: it brings variables in
    return text + Where();
  }

  std::string Where() {
    if (Pick(2) == 0) return "";
    const int a = Pick(variables_);
    const int b = Pick(variables_);
    switch (Pick(6)) {
      case 0:
        return absl::StrCat(" WHERE n", a, ".x = n", b, ".x");
      case 1:
        return absl::StrCat(" WHERE n", a, ".name = n", b, ".name");
      case 2:
        return absl::StrCat(" WHERE n", a, ".name IN ['a', 'b'] AND n", b,
                            ".x < 2");
      case 3:
        return absl::StrCat(" WHERE (n", a, ")-[:T]->() OR n", b, ".x = 1");
      case 4:
        return absl::StrCat(" WHERE EXISTS { (n", a, ")--(m) WHERE m.x = n", b,
                            ".x }");
      default:
        return absl::StrCat(" WHERE n", a, " <> n", b);
    }
  }

  std::mt19937_64 random_;
  int variables_ = 0;  // n0, n1 ... of the query
};

using MakeQuery = std::string (RandomQuery::*)();

void CompareWithSlowTwin(MakeQuery make, uint64_t seeds) {
  for (uint64_t seed = 0; seed < seeds; ++seed) {
    RandomQuery random(seed);
    MemoryGraph graph(/*index_names=*/true);
    random.Fill(&graph);
    for (int i = 0; i < 5; ++i) {
      const std::string text = (random.*make)();
      const absl::StatusOr<PreparedQuery> query = Prepare(text);
      ASSERT_OK(query) << text;
      std::vector<std::vector<Value>> rows[2];
      for (const bool optimize : {false, true}) {
        RunOptions options;
        options.optimize = optimize;
        ASSERT_OK(query::Run(*query, graph, options,
                             [&](absl::Span<const Value> row) {
                               rows[optimize].emplace_back(row.begin(),
                                                           row.end());
                               return true;
                             }))
            << text;
        std::sort(rows[optimize].begin(), rows[optimize].end(),
                  [](const auto& a, const auto& b) {
                    return Order(Value::Of(a), Value::Of(b)) < 0;
                  });
      }
      ASSERT_EQ(rows[0].size(), rows[1].size())
          << "seed " << seed << ": " << text;
      for (size_t r = 0; r < rows[0].size(); ++r) {
        ASSERT_TRUE(Equivalent(Value::Of(rows[0][r]), Value::Of(rows[1][r])))
            << "seed " << seed << ": " << text;
      }
    }
  }
}

TEST(Optimiser, AgreesWithItsSlowTwinOnRandomQueries) {
  CompareWithSlowTwin(&RandomQuery::Make, 60);
}

TEST(Optimiser, AgreesWithItsSlowTwinOnCountsAndEnds) {
  CompareWithSlowTwin(&RandomQuery::MakeCountOrEnds, 600);
}

TEST(Optimiser, AgreesWithItsSlowTwinOnCountedParts) {
  CompareWithSlowTwin(&RandomQuery::MakeCounted, 400);
}

TEST_F(EngineTest, CountsStepsWithoutReadingThem) {
  EXPECT_THAT(Plan("MATCH (h {name: 'hub'})<-[:LIKES]-(p)-[:KNOWS]->(q) "
                   "RETURN count(*)"),
              HasSubstr("CountWays (h)<-[_1:LIKES]-(p), (p)-[_3:KNOWS]->(q)"));
  // Free to begin anywhere it begins in the middle: only degrees are asked for.
  ASSERT_OK_AND_ASSIGN(
      const RunResult result,
      Query("MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(*)", {}));
  EXPECT_EQ(rows_[0][0].integer(), 199);
  EXPECT_EQ(result.edges_read, 0u);
  // What is asked of the last node must be read.
  EXPECT_THAT(Plan("MATCH (h {name: 'hub'})<-[:LIKES]-(p)-[:KNOWS]->(q) "
                   "RETURN count(q.name)"),
              Not(HasSubstr("CountWays")));
}

TEST_F(EngineTest, ReadsAChainOnceHoweverManyWaysThereAre) {
  // 10 layers of 10 nodes, each with a relationship to all of the next: 10^10
  // ways, 900 relationships.
  MemoryGraph graph;
  for (int i = 0; i < 100; ++i) graph.AddNode({}, {});
  std::string chain = "(n0)";
  for (uint64_t layer = 0; layer < 9; ++layer) {
    const std::string type = absl::StrCat("T", layer);
    for (uint64_t i = 0; i < 100; ++i) {
      graph.AddRelationship(10 * layer + i / 10, 10 * layer + 10 + i % 10, type,
                            {});
    }
    absl::StrAppend(&chain, "-[:", type, "]->(n", layer + 1, ")");
  }
  const auto count = [&](const std::string& end) {
    const PreparedQuery query =
        Prepare(absl::StrCat("MATCH ", chain, end)).value();
    int64_t first = 0;
    const RunResult result =
        query::Run(query, graph, {}, [&](absl::Span<const Value> row) {
          first = row.back().integer();
          return true;
        }).value();
    EXPECT_LE(result.edges_read, 900u) << end;
    return first;
  };
  EXPECT_EQ(count(" RETURN count(*)"), 10'000'000'000);
  EXPECT_EQ(count(" RETURN n3, count(*)"), 1'000'000'000);
  EXPECT_EQ(count(" RETURN count(n5) + 1"), 10'000'000'001);
}

TEST_F(EngineTest, VisitsDistinctEndsOnce) {
  EXPECT_THAT(Plan("MATCH ({name: 'p1'})-[:KNOWS*1..5]-(b) "
                   "RETURN count(DISTINCT b)"),
              HasSubstr("ExpandEnds"));
  for (const char* query :
       {"MATCH ({name: 'p1'})-[:KNOWS*1..5]-(b) RETURN count(b)",
        "MATCH ({name: 'p1'})-[r:KNOWS*1..5]-(b) RETURN DISTINCT b, size(r)",
        "MATCH ({name: 'p1'})-[:KNOWS*2..5]-(b) RETURN DISTINCT b",
        "MATCH p = ({name: 'p1'})-[:KNOWS*1..5]-(b) RETURN DISTINCT p"}) {
    EXPECT_THAT(Plan(query), Not(HasSubstr("ExpandEnds"))) << query;
  }
}

TEST_F(EngineTest, BeginsWhereRelationshipsOfTheTypeDo) {
  EXPECT_THAT(
      Plan("MATCH (a)-[:KNOWS]->(b) RETURN a.name, b.name"),
      AnyOf(HasSubstr("NodesByType a-[:KNOWS]->"), HasSubstr("AllNodes")));
}

}  // namespace
}  // namespace weft::graphstore::query
