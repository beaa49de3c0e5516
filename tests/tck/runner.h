// Runs scenarios of the openCypher TCK on a graph in memory.
#ifndef WEFT_TESTS_TCK_RUNNER_H_
#define WEFT_TESTS_TCK_RUNNER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/tck/gherkin.h"

namespace weft::tck {

enum class Outcome { kPassed, kFailed, kSkipped };

struct ScenarioResult {
  std::string group;  // folder of the feature file: "clauses/match"
  std::string name;   // Scenario::name
  Outcome outcome = Outcome::kFailed;
  std::string reason;  // unless passed
};

struct RunnerOptions {
  // Folder of the named graphs, "" = none.
  std::string graphs;
  // False: the slow twin of the planner.
  bool optimize = true;
};

ScenarioResult RunScenario(const Scenario& scenario,
                           const RunnerOptions& options);

// All feature files below `folder`, in the order of their names. NotFound:
// there is none.
absl::StatusOr<std::vector<ScenarioResult>> RunFolder(
    const std::string& folder, const RunnerOptions& options);

// The folder `tck` of the shared data, or "" where there is none: in
// $WEFT_SHARED, or in a folder `shared` beside or above the workspace.
std::string FindTck();

}  // namespace weft::tck

#endif  // WEFT_TESTS_TCK_RUNNER_H_
