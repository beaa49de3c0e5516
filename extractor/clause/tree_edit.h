// What every repair of a tree shares: it reads one tree and writes another.
//
// Rules ask `tree_`, which stays as it was while they run, so that their order
// matters only where two of them change the same word; the later change
// stands. A tree that needs no repair is not copied.
#ifndef WEFT_EXTRACTOR_CLAUSE_TREE_EDIT_H_
#define WEFT_EXTRACTOR_CLAUSE_TREE_EDIT_H_

#include <vector>

#include "extractor/depparse/dependency_tree.h"
#include "extractor/tagger/tags.h"

namespace weft::extractor {

class TreeEdit {
 public:
  explicit TreeEdit(DependencyTree tree);

 protected:
  void Change(int token, int head, Deprel label);
  void Retag(int token, Upos upos, Xpos xpos);

  // The tree with all changes. Call once, at the end: `tree_` is gone then.
  DependencyTree Finish();

  DependencyTree tree_;

 private:
  Node& At(int token);

  std::vector<Node> nodes_;  // empty until something changes
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_TREE_EDIT_H_
