// Names with the right edges.
//
//   "High-Gull", "VLA-5", "v3-mini": a hyphen is part of the name, also of one
//   that was not found
//   "Gull & Holm": so is an ampersand, and the name is a firm's
//   "Chief Executive Ana Ruiz", "rival Gull Board": an office is not
//   "LUND, Sweden -": what a dateline names are places
#ifndef WEFT_EXTRACTOR_PIPELINE_NAME_REPAIR_H_
#define WEFT_EXTRACTOR_PIPELINE_NAME_REPAIR_H_

#include <vector>

#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_mention.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// `names` are disjoint and in text order, and so is the result. Linear.
std::vector<NameMention> RepairNames(const Sentence& sentence,
                                     const DependencyTree& tree,
                                     std::vector<NameMention> names);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_NAME_REPAIR_H_
