// tck FOLDER [--verbose] [--list] [--naive]: runs the feature files below
// FOLDER and prints passed, failed and skipped scenarios by group. --verbose
// says why, --list prints the names of those that passed, --naive turns the
// optimiser off. Named graphs are looked for in the folder `graphs` of FOLDER
// or of the next folder above that has one. Exits 1 when one failed.
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "tests/tck/runner.h"

namespace weft::tck {
namespace {

// The nearest folder `graphs`, in `folder` or above; in `folder` if none is.
std::string GraphsFor(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path at = fs::absolute(folder, ignored).lexically_normal();
  while (true) {
    if (fs::is_directory(at / "graphs", ignored)) {
      return (at / "graphs").string();
    }
    if (!at.has_relative_path()) break;
    at = at.parent_path();
  }
  return (fs::path(folder) / "graphs").string();
}

struct Counts {
  int of[3] = {0, 0, 0};
};

int Print(const std::vector<ScenarioResult>& results, bool verbose, bool list) {
  std::map<std::string, Counts> groups;
  Counts all;
  for (const ScenarioResult& result : results) {
    const int outcome = static_cast<int>(result.outcome);
    ++groups[result.group].of[outcome];
    ++all.of[outcome];
    if (list && result.outcome == Outcome::kPassed) {
      std::printf("%s\n", result.name.c_str());
    }
    if (verbose && result.outcome != Outcome::kPassed) {
      std::printf("%s  %s\n  %s\n",
                  result.outcome == Outcome::kFailed ? "FAILED " : "skipped",
                  result.name.c_str(), result.reason.c_str());
    }
  }
  if (list) return all.of[1] > 0 ? 1 : 0;
  std::printf("%-44s %7s %7s %7s\n", "group", "passed", "failed", "skipped");
  for (const auto& [group, counts] : groups) {
    std::printf("%-44s %7d %7d %7d\n", group.c_str(), counts.of[0],
                counts.of[1], counts.of[2]);
  }
  std::printf("%-44s %7d %7d %7d\n", "all", all.of[0], all.of[1], all.of[2]);
  return all.of[1] > 0 ? 1 : 0;
}

int Main(const std::vector<std::string>& arguments) {
  std::string folder;
  bool verbose = false;
  bool list = false;
  RunnerOptions options;
  for (const std::string& argument : arguments) {
    if (argument == "--verbose") {
      verbose = true;
    } else if (argument == "--list") {
      list = true;
    } else if (argument == "--naive") {
      options.optimize = false;
    } else {
      folder = argument;
    }
  }
  if (folder.empty()) {
    std::fprintf(stderr, "usage: tck FOLDER [--verbose] [--list] [--naive]\n");
    return 2;
  }
  options.graphs = GraphsFor(folder);
  const auto results = RunFolder(folder, options);
  if (!results.ok()) {
    std::fprintf(stderr, "%s\n", results.status().ToString().c_str());
    return 2;
  }
  return Print(*results, verbose, list);
}

}  // namespace
}  // namespace weft::tck

int main(int argc, char** argv) {
  return weft::tck::Main(std::vector<std::string>(argv + 1, argv + argc));
}
