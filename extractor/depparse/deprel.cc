#include <array>
#include <cstddef>
#include <optional>

#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {
namespace {

// In the order of the enum.
constexpr std::array<absl::string_view, 51> kNames = {
    "acl",        "acl:relcl",   "advcl",        "advcl:relcl",
    "advmod",     "amod",        "appos",        "aux",
    "aux:pass",   "case",        "cc",           "cc:preconj",
    "ccomp",      "compound",    "compound:prt", "conj",
    "cop",        "csubj",       "csubj:outer",  "csubj:pass",
    "dep",        "det",         "det:predet",   "discourse",
    "dislocated", "expl",        "fixed",        "flat",
    "goeswith",   "iobj",        "list",         "mark",
    "nmod",       "nmod:desc",   "nmod:poss",    "nmod:unmarked",
    "nsubj",      "nsubj:outer", "nsubj:pass",   "nummod",
    "obj",        "obl",         "obl:agent",    "obl:unmarked",
    "orphan",     "parataxis",   "punct",        "reparandum",
    "root",       "vocative",    "xcomp"};

static_assert(static_cast<size_t>(Deprel::kXcomp) + 1 == kNames.size());

std::optional<Deprel> FindExactly(absl::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Deprel>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::string_view DeprelName(Deprel label) {
  return kNames[static_cast<size_t>(label)];
}

std::optional<Deprel> ParseDeprel(absl::string_view name) {
  const std::optional<Deprel> exact = FindExactly(name);
  return exact ? exact : FindExactly(name.substr(0, name.find(':')));
}

Deprel BaseLabel(Deprel label) {
  const absl::string_view name = DeprelName(label);
  // Every subtype of the enum has its plain label there too.
  return *FindExactly(name.substr(0, name.find(':')));
}

}  // namespace weft::extractor
