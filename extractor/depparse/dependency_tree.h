// The analysis of one sentence: tags, lemmas and a dependency tree.
//
// Labels are those of Universal Dependencies 2.16 for English, subtypes
// included. Node i belongs to Sentence::tokens[i].
#ifndef WEFT_EXTRACTOR_DEPPARSE_DEPENDENCY_TREE_H_
#define WEFT_EXTRACTOR_DEPPARSE_DEPENDENCY_TREE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/span.h"
#include "extractor/tagger/tags.h"

namespace weft::extractor {

// kAclRelcl is "acl:relcl", kNsubjPass "nsubj:pass" and so on.
enum class Deprel : uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};

absl::string_view DeprelName(Deprel label);  // "nsubj:pass"
// Unknown subtypes fall back to the label without it ("obl:tmod" -> kObl);
// nullopt for an unknown label.
std::optional<Deprel> ParseDeprel(absl::string_view name);
// The label without its subtype: kNsubjPass -> kNsubj.
Deprel BaseLabel(Deprel label);

inline constexpr int kNoHead = -1;

struct Node {
  Upos upos = Upos::kX;
  Xpos xpos = Xpos::kXx;
  Deprel label = Deprel::kDep;
  int head = kNoHead;  // index of the head token; kNoHead at the root only
  std::string lemma;
  // Probability that the model gives to this arc with this label, 0..1.
  float probability = 1;
};

// An immutable rooted tree over the tokens of one sentence.
class DependencyTree {
 public:
  DependencyTree() = default;
  // `nodes` must hold exactly one root and no cycle; anything else is mended
  // by hanging the offending nodes on the first root (the first node when
  // there is none), so that every tree in the program is well formed.
  explicit DependencyTree(std::vector<Node> nodes);

  int size() const { return static_cast<int>(nodes_.size()); }
  bool empty() const { return nodes_.empty(); }
  const Node& operator[](int i) const { return nodes_[i]; }
  absl::Span<const Node> nodes() const { return nodes_; }
  int root() const { return root_; }  // kNoHead when empty

  // Dependents of token i in text order.
  absl::Span<const int> Children(int i) const;
  // First dependent of `i` with this exact label, or kNoHead.
  int Child(int i, Deprel label) const;
  // Smallest contiguous token range that covers the subtree of `i`.
  TokenSpan SubtreeSpan(int i) const;
  // Is `ancestor` == `i` or above it?
  bool Dominates(int ancestor, int i) const;

 private:
  std::vector<Node> nodes_;
  std::vector<int> children_;        // flat, grouped by head
  std::vector<int> children_begin_;  // size()+1 offsets into children_
  std::vector<TokenSpan> subtree_;
  int root_ = kNoHead;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_DEPPARSE_DEPENDENCY_TREE_H_
