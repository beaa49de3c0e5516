// A part of a graph as a picture, in the languages of two programs that draw.
//
//   GraphPicture picture(PictureFormat::kDot);
//   picture.Add(edge);
//   out << picture.Text();
#ifndef WEFT_SERVICE_CLI_RENDER_GRAPH_PICTURE_H_
#define WEFT_SERVICE_CLI_RENDER_GRAPH_PICTURE_H_

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "weft/v1/fact.pb.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

enum class PictureFormat {
  kDot,      // Graphviz, https://graphviz.org/doc/info/lang.html
  kMermaid,  // https://mermaid.js.org/syntax/flowchart.html
};

// "dot", "mermaid"; nothing for others.
std::optional<PictureFormat> PictureFormatOf(absl::string_view name);

// Entities are boxes, values plain words; what is denied is dashed. Nodes are
// numbered in the order in which they come. Not thread-safe.
class GraphPicture {
 public:
  explicit GraphPicture(PictureFormat format) : format_(format) {}

  // An edge that is there already is left alone.
  void Add(const v1::Edge& edge);
  // Alone, or with edges to come.
  void Add(const v1::EntityRef& entity);
  std::string Text() const;

 private:
  std::string NodeOf(const v1::Slot& slot);

  const PictureFormat format_;
  absl::flat_hash_map<std::string, std::string> nodes_;  // key -> "n1"
  absl::flat_hash_set<std::string> seen_;                // lines of edges
  std::string node_lines_;
  std::string edge_lines_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_GRAPH_PICTURE_H_
