// Functions of numbers, each with a value that tells it from its likes.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status_matchers.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/testing/memory_graph.h"

namespace weft::graphstore::query {
namespace {

std::string ValueOf(const std::string& expression) {
  const absl::StatusOr<PreparedQuery> query =
      Prepare(absl::StrCat("RETURN toString(", expression, ")"));
  if (!query.ok()) return std::string(query.status().message());
  std::string value;
  const MemoryGraph graph(/*index_names=*/false);
  const auto result =
      Run(*query, graph, {}, [&value](absl::Span<const Value> row) {
        value = row[0].string();
        return true;
      });
  return result.ok() ? value : std::string(result.status().message());
}

TEST(Numbers, AreRounded) {
  const struct {
    const char* expression;
    const char* value;
  } kRows[] = {
      {"round(2.5)", "3.0"},
      {"round(-2.5)", "-2.0"},
      {"round(-2.6)", "-3.0"},
      {"round(0.49999999999999994)", "0.0"},
      {"round(3)", "3.0"},
      {"round(1.25, 1)", "1.3"},
      {"round(-1.25, 1)", "-1.3"},
      {"round(1234.5, 0)", "1235.0"},
      {"ceil(-1.5)", "-1.0"},
      {"floor(-1.5)", "-2.0"},
      {"toInteger(-1.5)", "-1"},
      {"sign(-3)", "-1"},
      {"abs(-3)", "3"},
      {"abs(-3.5)", "3.5"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(ValueOf(row.expression), row.value) << row.expression;
  }
}

}  // namespace
}  // namespace weft::graphstore::query
