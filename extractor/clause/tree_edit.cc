#include "extractor/clause/tree_edit.h"

#include <utility>

namespace weft::extractor {

TreeEdit::TreeEdit(DependencyTree tree) : tree_(std::move(tree)) {}

void TreeEdit::Change(int token, int head, Deprel label) {
  Node& node = At(token);
  node.head = head;
  node.label = label;
}

void TreeEdit::Retag(int token, Upos upos, Xpos xpos) {
  Node& node = At(token);
  node.upos = upos;
  node.xpos = xpos;
}

DependencyTree TreeEdit::Finish() {
  if (nodes_.empty()) return std::move(tree_);
  return DependencyTree(std::move(nodes_));
}

Node& TreeEdit::At(int token) {
  if (nodes_.empty()) {
    nodes_.assign(tree_.nodes().begin(), tree_.nodes().end());
  }
  return nodes_[token];
}

}  // namespace weft::extractor
