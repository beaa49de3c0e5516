// answers: reads lines from standard input, "graph<TAB>CREATE ..." (a new graph
// in memory) or "query<TAB>MATCH ...", and writes for each query one line of
// JSON: a list of rows, each a list of values, or a string that says what is
// wrong. For kuzu_check.py.
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/testing/memory_graph.h"
#include "graphstore/query/testing/rendered_rows.h"
#include "tests/tck/loader.h"

namespace weft::graphstore::query {
namespace {

// The texts of the check are letters and blanks; messages may be anything.
std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return quoted + "\"";
}

std::string Json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBoolean:
      return value.boolean() ? "true" : "false";
    case ValueKind::kInteger:
      return absl::StrCat(value.integer());
    case ValueKind::kFloat:
      if (!std::isfinite(value.floating())) return "\"not finite\"";
      return absl::StrCat(value.floating());
    case ValueKind::kString:
      return Quoted(value.string());
    case ValueKind::kList:
      return absl::StrCat("[",
                          absl::StrJoin(value.list(), ",",
                                        [](std::string* out, const Value& v) {
                                          absl::StrAppend(out, Json(v));
                                        }),
                          "]");
    default:
      return "null";
  }
}

std::string Answer(const std::string& text, const MemoryGraph& graph) {
  const auto query = Prepare(text);
  if (!query.ok()) return Quoted(std::string(query.status().message()));
  const auto rows = AllRows(*query, graph, {}, /*optimize=*/true);
  if (!rows.ok()) return Quoted(std::string(rows.status().message()));
  List lists;
  for (const List& row : *rows) lists.push_back(Value::Of(row));
  return Json(Value::Of(std::move(lists)));
}

int Main() {
  std::unique_ptr<MemoryGraph> graph;
  std::string line;
  while (std::getline(std::cin, line)) {
    const size_t tab = line.find('\t');
    const std::string text = tab == line.npos ? "" : line.substr(tab + 1);
    if (line.compare(0, tab, "graph") == 0) {
      graph = std::make_unique<MemoryGraph>(/*index_names=*/true);
      const absl::Status loaded = tck::Load(text, graph.get());
      if (!loaded.ok()) {
        std::fprintf(stderr, "%s\n", loaded.ToString().c_str());
        return 1;
      }
    } else if (graph != nullptr) {
      std::printf("%s\n", Answer(text, *graph).c_str());
    }
  }
  return 0;
}

}  // namespace
}  // namespace weft::graphstore::query

int main() { return weft::graphstore::query::Main(); }
