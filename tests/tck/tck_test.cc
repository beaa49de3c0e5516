// Runs the openCypher TCK where it is at hand and holds the list of scenarios
// that pass: passing.txt may only grow.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gtest/gtest.h"
#include "tests/tck/runner.h"

namespace weft::tck {
namespace {

constexpr char kPassing[] = "tests/tck/passing.txt";

std::vector<std::string> PassingNames() {
  const auto text = ReadFile(kPassing);
  EXPECT_OK(text);
  std::vector<std::string> names;
  for (absl::string_view line : absl::StrSplit(*text, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (!line.empty()) names.emplace_back(line);
  }
  return names;
}

class TckTest : public ::testing::TestWithParam<bool> {};

TEST_P(TckTest, EveryScenarioOfTheListPasses) {
  const std::string tck = FindTck();
  if (tck.empty()) {
    GTEST_SKIP() << "no feature files: set WEFT_SHARED to the folder that "
                    "holds tck/features";
  }
  RunnerOptions options;
  options.graphs = tck + "/graphs";
  options.optimize = GetParam();
  ASSERT_OK_AND_ASSIGN(const std::vector<ScenarioResult> results,
                       RunFolder(tck + "/features", options));
  absl::flat_hash_map<std::string, const ScenarioResult*> by_name;
  int passed = 0;
  for (const ScenarioResult& result : results) {
    by_name[result.name] = &result;
    if (result.outcome == Outcome::kPassed) ++passed;
  }
  const std::vector<std::string> names = PassingNames();
  for (const std::string& name : names) {
    const auto it = by_name.find(name);
    ASSERT_NE(it, by_name.end()) << name << " is not among the features";
    EXPECT_EQ(it->second->outcome, Outcome::kPassed) << name << "\n"
                                                     << it->second->reason;
  }
  std::printf("%d of %zu scenarios passed, %zu are on the list\n", passed,
              results.size(), names.size());
}

INSTANTIATE_TEST_SUITE_P(, TckTest, ::testing::Values(true, false),
                         [](const ::testing::TestParamInfo<bool>& run) {
                           return run.param ? "Optimised" : "Naive";
                         });

}  // namespace
}  // namespace weft::tck
