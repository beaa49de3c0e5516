#include "service/cli/command/neighbor_tree.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "service/cli/render/fact_text.h"

namespace weft::service {
namespace {

using Node = v1::TraverseResponse::Node;

// Entities by id, values (id 0) by their words.
std::string KeyOf(const v1::EntityRef& entity) {
  return entity.id() == 0 ? entity.name() : absl::StrCat("#", entity.id());
}

std::string KeyOf(const v1::Slot& slot) {
  return slot.has_value() ? slot.value().text() : KeyOf(slot.entity());
}

class TreePrinter {
 public:
  TreePrinter(const std::vector<Node>& nodes, const Style& style)
      : style_(style) {
    absl::flat_hash_set<std::string> seen;
    for (const Node& node : nodes) {
      if (!seen.contains(KeyOf(node.parent()))) {
        top_.push_back(&node);
      } else {
        children_[KeyOf(node.parent())].push_back(&node);
      }
      seen.insert(KeyOf(node.node()));
    }
  }

  std::string Print() {
    Print(top_, "");
    return text_;
  }

 private:
  // Recursion is as deep as the traversal, at most 16.
  void Print(const std::vector<const Node*>& level, const std::string& indent) {
    for (const Node* node : level) {
      const bool last = node == level.back();
      absl::StrAppend(
          &text_, style_.Dim(absl::StrCat(indent, last ? "└─ " : "├─ ")),
          // Between the root and the parent lies what is not listed.
          indent.empty() && node->depth() > 1
              ? absl::StrCat("… ", node->parent().name(), " ")
              : "",
          ArrowText(node->edge().relation(), node->edge().negated(),
                    node->direction(), SlotText(node->node()), style_),
          "\n");
      const auto found = children_.find(KeyOf(node->node()));
      if (found == children_.end()) continue;
      Print(found->second, absl::StrCat(indent, last ? "   " : "│  "));
    }
  }

  const Style& style_;
  std::vector<const Node*> top_;
  // By the key of the parent.
  absl::flat_hash_map<std::string, std::vector<const Node*>> children_;
  std::string text_;
};

}  // namespace

std::string NeighborTree(const std::string& root,
                         const std::vector<Node>& nodes, const Style& style) {
  return absl::StrCat(style.Bold(root), "\n",
                      TreePrinter(nodes, style).Print());
}

}  // namespace weft::service
