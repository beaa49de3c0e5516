// A query that was cut off goes on where it was.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/engine_test_base.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

using ::testing::HasSubstr;

using EngineResumeTest = EngineTest;

// Each part gets no time at all, and still does some work.
TEST_F(EngineResumeTest, PartsOfARunAreTheWhole) {
  for (const char* text :
       {"MATCH (a)-[:KNOWS]->(b) RETURN a.name, b.name",
        "MATCH (a)-[:KNOWS]->(b) RETURN b.name, count(*) ORDER BY b.name",
        "UNWIND range(1, 5000) AS i RETURN sum(i)",
        "UNWIND range(1, 3000) AS i RETURN i"}) {
    ASSERT_OK(Query(text, {}));
    const auto whole = rows_;
    for (const bool by_time : {false, true}) {
      RunOptions options;
      if (by_time) options.budget.max_time = absl::ZeroDuration();
      if (!by_time) options.budget.max_rows = 700;
      std::vector<std::vector<Value>> parts;
      RunResult result;
      do {
        ASSERT_OK_AND_ASSIGN(result, Query(text, options));
        parts.insert(parts.end(), rows_.begin(), rows_.end());
        options.resume = result.position;
      } while (result.cut_off != CutOff::kNone);
      ASSERT_EQ(parts.size(), whole.size()) << text;
      for (size_t i = 0; i < parts.size(); ++i) {
        for (size_t j = 0; j < parts[i].size(); ++j) {
          ASSERT_TRUE(Equivalent(parts[i][j], whole[i][j])) << text;
        }
      }
    }
  }
}

TEST_F(EngineResumeTest, ChanceAndThePresentGoOnInTheNextPart) {
  const char* text = "UNWIND range(1, 9) AS i RETURN rand(), timestamp()";
  RunOptions options;
  options.budget.max_rows = 4;
  ASSERT_OK_AND_ASSIGN(const RunResult first, Query(text, options));
  auto parts = rows_;
  options.budget.max_rows = 100;
  options.resume = first.position;
  ASSERT_OK(Query(text, options));
  parts.insert(parts.end(), rows_.begin(), rows_.end());
  options.resume->rows = 0;
  ASSERT_OK(Query(text, options));
  ASSERT_EQ(parts.size(), 9u);
  ASSERT_EQ(rows_.size(), 9u);
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_TRUE(Equivalent(parts[i][0], rows_[i][0])) << i;
    EXPECT_TRUE(Equivalent(parts[i][1], rows_[0][1])) << i;
  }
}

TEST_F(EngineResumeTest, DoesNotGoOnWithAnotherPlan) {
  RunOptions options;
  options.resume = RunPosition();
  options.resume->rows = 1;
  EXPECT_THAT(Query("MATCH (p) RETURN p", options),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("first row")));
}

}  // namespace
}  // namespace weft::graphstore::query
