#include "graphstore/query/testing/rendered_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "graphstore/query/value/temporal.h"

namespace weft::graphstore::query {
namespace {

class Renderer {
 public:
  Renderer(const GraphView& view, ElementNames names)
      : view_(view), names_(names) {}

  std::string Text(const Value& value) const {
    switch (value.kind()) {
      case ValueKind::kNull:
        return "null";
      case ValueKind::kBoolean:
        return value.boolean() ? "true" : "false";
      case ValueKind::kInteger:
        return absl::StrCat(value.integer());
      case ValueKind::kFloat:
        return absl::StrFormat("%.6f", value.floating());
      case ValueKind::kString:
        return absl::StrCat("'", value.string(), "'");
      case ValueKind::kList:
        return absl::StrCat("[", Joined(value.list()), "]");
      case ValueKind::kMap: {
        std::string text;
        for (const auto& [key, item] : value.map()) {
          absl::StrAppend(&text, key, ": ", Text(item), ", ");
        }
        return absl::StrCat("{", text, "}");
      }
      case ValueKind::kNode:
        return Node(value.node());
      case ValueKind::kRelationship:
        return Relationship(value.relationship());
      case ValueKind::kPath:
        return PathText(value.path());
      case ValueKind::kTemporal:
        return FormatTemporal(value.temporal());
    }
    return "?";
  }

  std::string Joined(const List& values) const {
    std::vector<std::string> texts;
    for (const Value& value : values) texts.push_back(Text(value));
    return absl::StrJoin(texts, " | ");
  }

 private:
  std::string Node(NodeRef node) const {
    if (names_ == ElementNames::kIds) return absl::StrCat("(", node.id, ")");
    return absl::StrCat("(", absl::StrJoin(*view_.Labels(node.id), ":"), " ",
                        Text(*view_.NodeProperty(node.id, "name")), ")");
  }
  std::string Relationship(const RelationshipRef& step) const {
    if (names_ == ElementNames::kIds) return absl::StrCat("[", step.id, "]");
    return absl::StrCat(Node({step.start}), "-[", *view_.TypeName(step.type),
                        "]->", Node({step.end}));
  }
  std::string PathText(const Path& path) const {
    std::string text = absl::StrCat("<", Node(path.nodes[0]));
    for (size_t i = 0; i < path.relationships.size(); ++i) {
      absl::StrAppend(&text, ", ", Relationship(path.relationships[i]), ", ",
                      Node(path.nodes[i + 1]));
    }
    return text + ">";
  }

  const GraphView& view_;
  const ElementNames names_;
};

}  // namespace

std::string Render(const GraphView& view, ElementNames names,
                   const Value& value) {
  return Renderer(view, names).Text(value);
}

std::vector<std::string> Render(const GraphView& view, ElementNames names,
                                const std::vector<List>& rows, bool ordered) {
  const Renderer renderer(view, names);
  std::vector<std::string> texts;
  for (const List& row : rows) texts.push_back(renderer.Joined(row));
  if (!ordered) std::sort(texts.begin(), texts.end());
  return texts;
}

absl::StatusOr<std::vector<List>> AllRows(const PreparedQuery& query,
                                          const GraphView& view,
                                          const Map& parameters,
                                          bool optimize) {
  RunOptions options;
  options.parameters = parameters;
  options.optimize = optimize;
  std::vector<List> rows;
  const auto result =
      Run(query, view, options, [&rows](absl::Span<const Value> row) {
        rows.emplace_back(row.begin(), row.end());
        return true;
      });
  if (!result.ok()) return result.status();
  if (result->cut_off != CutOff::kNone) {
    return absl::ResourceExhaustedError(result->cut_off_message);
  }
  return rows;
}

}  // namespace weft::graphstore::query
