#include "graphstore/traverse/path_lines.h"

#include "absl/strings/str_cat.h"

namespace weft::graphstore {

std::vector<std::string> PathLines(const TestGraph& graph,
                                   const PathResult& result) {
  std::vector<std::string> lines;
  for (const Path& path : result.paths) {
    const auto nodes = graph.reader->GetNodes(path.nodes).value();
    std::string line = nodes[0].text;
    for (size_t i = 0; i < path.steps.size(); ++i) {
      absl::StrAppend(
          &line, path.steps[i].outgoing ? " " : " <",
          graph.reader->RelationName(path.steps[i].edge.relation).value(), " ",
          nodes[i + 1].text);
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace weft::graphstore
