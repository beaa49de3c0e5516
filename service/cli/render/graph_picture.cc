#include "service/cli/render/graph_picture.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/cli/render/display_width.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

// A node of a picture is no place for a clause.
constexpr int kLabelWidth = 40;

std::string Label(absl::string_view text, PictureFormat format) {
  const std::string line = TruncateToWidth(OneLine(text), kLabelWidth);
  if (format == PictureFormat::kDot) {
    return absl::StrReplaceAll(line, {{"\\", "\\\\"}, {"\"", "\\\""}});
  }
  // Mermaid's own entities; labels may hold HTML.
  return absl::StrReplaceAll(line, {{"#", "#35;"},
                                    {"\"", "#quot;"},
                                    {"&", "#amp;"},
                                    {"<", "#lt;"},
                                    {">", "#gt;"}});
}

}  // namespace

std::optional<PictureFormat> PictureFormatOf(absl::string_view name) {
  if (name == "dot") return PictureFormat::kDot;
  if (name == "mermaid") return PictureFormat::kMermaid;
  return std::nullopt;
}

std::string GraphPicture::NodeOf(const v1::Slot& slot) {
  const std::string key = slot.has_value()
                              ? absl::StrCat("value ", slot.value().text())
                              : absl::StrCat("entity ", slot.entity().id(), " ",
                                             slot.entity().name());
  std::string& node = nodes_[key];
  if (!node.empty()) return node;
  node = absl::StrCat("n", nodes_.size());
  const std::string label = Label(SlotText(slot), format_);
  if (format_ == PictureFormat::kDot) {
    absl::StrAppend(&node_lines_, "  ", node, " [label=\"", label, "\"",
                    slot.has_value() ? ", shape=plaintext" : "", "];\n");
  } else if (slot.has_value()) {
    absl::StrAppend(&node_lines_, "  ", node, "([\"", label, "\"])\n");
  } else {
    absl::StrAppend(&node_lines_, "  ", node, "[\"", label, "\"]\n");
  }
  return node;
}

void GraphPicture::Add(const v1::EntityRef& entity) {
  v1::Slot slot;
  *slot.mutable_entity() = entity;
  NodeOf(slot);
}

void GraphPicture::Add(const v1::Edge& edge) {
  const std::string from = NodeOf(edge.subject());
  const std::string to = NodeOf(edge.object());
  const std::string label =
      Label(RelationText(edge.relation(), edge.negated()), format_);
  const std::string line =
      format_ == PictureFormat::kDot
          ? absl::StrCat("  ", from, " -> ", to, " [label=\"", label, "\"",
                         edge.negated() ? ", style=dashed" : "", "];\n")
          : absl::StrCat("  ", from, edge.negated() ? " -.->" : " -->", "|\"",
                         label, "\"| ", to, "\n");
  if (seen_.insert(line).second) edge_lines_ += line;
}

std::string GraphPicture::Text() const {
  if (format_ == PictureFormat::kMermaid) {
    return absl::StrCat("graph LR\n", node_lines_, edge_lines_);
  }
  return absl::StrCat(
      "digraph weft {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n",
      node_lines_, edge_lines_, "}\n");
}

}  // namespace weft::service
