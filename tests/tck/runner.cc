#include "tests/tck/runner.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/testing/memory_graph.h"
#include "tests/tck/canonical.h"
#include "tests/tck/loader.h"

namespace weft::tck {
namespace {

using graphstore::query::ErrorInfo;
using graphstore::query::ErrorInfoOf;
using graphstore::query::Map;
using graphstore::query::MemoryGraph;
using graphstore::query::Prepare;
using graphstore::query::PreparedQuery;
using graphstore::query::Run;
using graphstore::query::RunOptions;
using graphstore::query::Value;

// A query that ran, or why not.
struct Answer {
  absl::Status status;
  bool at_compile_time = false;
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};

class ScenarioRunner {
 public:
  explicit ScenarioRunner(const RunnerOptions& options) : options_(options) {}

  ScenarioResult Run(const Scenario& scenario) {
    ScenarioResult result;
    result.name = scenario.name;
    for (const GherkinStep& step : scenario.steps) {
      const absl::Status status = RunStep(step);
      if (status.ok()) continue;
      result.outcome =
          absl::IsUnimplemented(status) ? Outcome::kSkipped : Outcome::kFailed;
      result.reason = std::string(status.message());
      return result;
    }
    result.outcome = Outcome::kPassed;
    return result;
  }

 private:
  absl::Status RunStep(const GherkinStep& step) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph") {
      return absl::OkStatus();
    }
    if (absl::StartsWith(text, "the ") && absl::EndsWith(text, " graph")) {
      return LoadNamed(text.substr(4, text.size() - 10));
    }
    if (text == "having executed:")
      return Annotate(Load(step.doc, &graph_), "set-up");
    if (text == "parameters are:") return SetParameters(step.table);
    if (text == "executing query:" || text == "executing control query:") {
      return Execute(step.doc);
    }
    if (absl::StartsWith(text, "the result should be")) {
      return CheckRows(text, step.table);
    }
    if (absl::StrContains(text, " should be raised at ")) {
      return CheckError(text);
    }
    if (text == "no side effects") return absl::OkStatus();
    return absl::UnimplementedError(
        absl::StrCat("the runner does not know the step \"", text, "\""));
  }

  absl::Status LoadNamed(const std::string& name) {
    const std::string path =
        absl::StrCat(options_.graphs, "/", name, "/", name, ".cypher");
    WEFT_ASSIGN_OR_RETURN(std::string script, ReadFile(path));
    return Load(script, &graph_);
  }

  absl::Status SetParameters(const Table& table) {
    for (const std::vector<std::string>& row : table) {
      if (row.size() != 2) return absl::InvalidArgumentError("bad parameters");
      WEFT_ASSIGN_OR_RETURN(PreparedQuery query,
                            Prepare(absl::StrCat("RETURN ", row[1])));
      WEFT_RETURN_IF_ERROR(
          graphstore::query::Run(query, graph_, RunOptions(),
                                 [&](absl::Span<const Value> values) {
                                   parameters_[row[0]] = values[0];
                                   return true;
                                 })
              .status());
    }
    return absl::OkStatus();
  }

  absl::Status Execute(const std::string& text) {
    answer_ = Answer();
    writes_ = Writes(text);
    absl::StatusOr<PreparedQuery> query = Prepare(text);
    if (!query.ok()) {
      answer_.status = query.status();
      answer_.at_compile_time = true;
      return absl::OkStatus();
    }
    answer_.columns = query->columns();
    RunOptions options;
    options.parameters = parameters_;
    options.optimize = options_.optimize;
    answer_.status =
        graphstore::query::Run(*query, graph_, options,
                               [this](absl::Span<const Value> values) {
                                 answer_.rows.emplace_back(values.begin(),
                                                           values.end());
                                 return true;
                               })
            .status();
    return absl::OkStatus();
  }

  absl::Status SkipWrites() const {
    if (!writes_) return absl::OkStatus();
    return absl::UnimplementedError("the query writes or calls a procedure");
  }

  absl::Status CheckError(const std::string& text) {
    // "a SyntaxError should be raised at compile time: UndefinedVariable"
    const std::vector<std::string> words = absl::StrSplit(text, ' ');
    const std::string& error_class = words[1];
    const std::pair<std::string, std::string> ends =
        absl::StrSplit(text, absl::MaxSplits(": ", 1));
    const bool at_runtime = absl::EndsWith(ends.first, "runtime");
    const bool at_compile_time = absl::EndsWith(ends.first, "compile time");
    if (answer_.status.ok()) {
      return absl::FailedPreconditionError(
          absl::StrCat("expected ", ends.second, ", but the query ran"));
    }
    const auto info = ErrorInfoOf(answer_.status);
    const bool same = info.has_value() && info->error_class == error_class &&
                      (ends.second == "*" || info->detail == ends.second) &&
                      (!at_runtime || !answer_.at_compile_time) &&
                      (!at_compile_time || answer_.at_compile_time);
    if (same) return absl::OkStatus();
    WEFT_RETURN_IF_ERROR(SkipWrites());
    return absl::FailedPreconditionError(absl::StrCat(
        "expected ", text, ", found ",
        info ? absl::StrCat(info->error_class, "/", info->detail) : "?",
        answer_.at_compile_time ? " at compile time: " : " at runtime: ",
        answer_.status.message()));
  }

  absl::Status CheckRows(const std::string& text, const Table& table) {
    WEFT_RETURN_IF_ERROR(SkipWrites());
    WEFT_RETURN_IF_ERROR(answer_.status);
    const bool empty = absl::StrContains(text, "be empty");
    const bool sorted =
        absl::StrContains(text, "ignoring element order for lists");
    std::vector<std::string> expected;
    for (size_t i = 1; i < table.size() && !empty; ++i) {
      WEFT_ASSIGN_OR_RETURN(std::string row, Expected(table, i, sorted));
      expected.push_back(std::move(row));
    }
    std::vector<std::string> actual;
    for (const std::vector<Value>& row : answer_.rows) {
      WEFT_ASSIGN_OR_RETURN(std::string canonical, Actual(row, sorted));
      actual.push_back(std::move(canonical));
    }
    if (!absl::StrContains(text, "in order")) {
      std::sort(expected.begin(), expected.end());
      std::sort(actual.begin(), actual.end());
    }
    if (expected == actual) return absl::OkStatus();
    return absl::FailedPreconditionError(
        absl::StrCat("expected rows\n  ", absl::StrJoin(expected, "\n  "),
                     "\nfound\n  ", absl::StrJoin(actual, "\n  ")));
  }

  // "column=value; ..." with the columns in the order of their names.
  absl::StatusOr<std::string> Expected(const Table& table, size_t row,
                                       bool sorted) const {
    std::vector<std::string> cells;
    for (size_t i = 0; i < table[0].size(); ++i) {
      WEFT_ASSIGN_OR_RETURN(std::string value,
                            CanonicalCell(table[row][i], sorted));
      cells.push_back(absl::StrCat(table[0][i], "=", value));
    }
    std::sort(cells.begin(), cells.end());
    return absl::StrJoin(cells, "; ");
  }

  absl::StatusOr<std::string> Actual(const std::vector<Value>& row,
                                     bool sorted) const {
    std::vector<std::string> cells;
    for (size_t i = 0; i < row.size(); ++i) {
      WEFT_ASSIGN_OR_RETURN(std::string value,
                            CanonicalValue(graph_, row[i], sorted));
      cells.push_back(absl::StrCat(answer_.columns[i], "=", value));
    }
    std::sort(cells.begin(), cells.end());
    return absl::StrJoin(cells, "; ");
  }

  const RunnerOptions& options_;
  // With the index, so that the plans of the product are what is tested.
  MemoryGraph graph_{/*index_names=*/true};
  Map parameters_;
  Answer answer_;
  bool writes_ = false;
};

}  // namespace

ScenarioResult RunScenario(const Scenario& scenario,
                           const RunnerOptions& options) {
  return ScenarioRunner(options).Run(scenario);
}

absl::StatusOr<std::vector<ScenarioResult>> RunFolder(
    const std::string& folder, const RunnerOptions& options) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".feature") {
      files.push_back(entry.path().string());
    }
  }
  if (files.empty()) {
    return absl::NotFoundError(absl::StrCat("no feature file below ", folder));
  }
  std::sort(files.begin(), files.end());
  std::vector<ScenarioResult> results;
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    WEFT_ASSIGN_OR_RETURN(std::string text, ReadFile(file));
    WEFT_ASSIGN_OR_RETURN(std::vector<Scenario> scenarios,
                          ParseFeature(path.stem().string(), text));
    for (const Scenario& scenario : scenarios) {
      results.push_back(RunScenario(scenario, options));
      results.back().group =
          std::filesystem::relative(path.parent_path(), folder).string();
    }
  }
  return results;
}

std::string FindTck() {
  std::vector<std::filesystem::path> candidates;
  if (const char* shared = std::getenv("WEFT_SHARED")) {
    candidates.emplace_back(std::filesystem::path(shared) / "tck");
  }
  std::error_code error;
  std::vector<std::filesystem::path> starts = {
      std::filesystem::current_path(error)};
  // A test runs in a copy made of links: one of its files leads to the sources.
  if (const char* source = std::getenv("WEFT_TCK_SOURCE")) {
    starts.push_back(std::filesystem::canonical(source, error).parent_path());
  }
  for (std::filesystem::path at : starts) {
    for (; at.has_relative_path(); at = at.parent_path()) {
      candidates.emplace_back(at / "shared" / "tck");
    }
  }
  for (const std::filesystem::path& candidate : candidates) {
    if (std::filesystem::is_directory(candidate / "features", error)) {
      return candidate.string();
    }
  }
  return "";
}

}  // namespace weft::tck
