// Runs the feature files of this folder, with the optimiser and without.
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gtest/gtest.h"
#include "tests/tck/gherkin.h"
#include "tests/tck/runner.h"

namespace weft::tck {
namespace {

class QueryTest
    : public ::testing::TestWithParam<std::tuple<const char*, bool>> {};

TEST_P(QueryTest, EveryScenarioPasses) {
  const auto [name, optimize] = GetParam();
  ASSERT_OK_AND_ASSIGN(
      const std::string text,
      ReadFile(absl::StrCat("tests/query/", name, ".feature")));
  ASSERT_OK_AND_ASSIGN(const std::vector<Scenario> scenarios,
                       ParseFeature(name, text));
  ASSERT_FALSE(scenarios.empty());
  RunnerOptions options;
  options.optimize = optimize;
  for (const Scenario& scenario : scenarios) {
    const ScenarioResult result = RunScenario(scenario, options);
    EXPECT_EQ(result.outcome, Outcome::kPassed)
        << result.name << "\n"
        << scenario.steps.back().text << "\n"
        << result.reason;
  }
}

INSTANTIATE_TEST_SUITE_P(
    , QueryTest,
    ::testing::Combine(::testing::Values("language", "shortest", "errors",
                                         "temporal"),
                       ::testing::Bool()));

}  // namespace
}  // namespace weft::tck
