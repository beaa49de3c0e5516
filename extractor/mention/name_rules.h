// What the tree and a few words say about names that the tagger has left in
// pieces or typed too widely.
//
//   joined  [New] [York] [Times]: parts that hang on each other become one
//   grown   Halvorsen [Robotics]: a proper noun beside, part of the same name
//   typed   [Clean Rivers Act] is a law, [Kestrel Motors] an organization;
//           [Palestinians] are a group
//   trimmed [of Lund], [hers]: some words neither begin nor end a name
//   dropped [report.pdf], [ada@example.org], [Tues], [Q]
//   marked  [Tolson's] is open: a possessive that owns nothing is a name
//   split   [Falk Harbor] [Florida]: a town and its state without a comma
//
// Pure functions; the tables in name_rules.cc are those of the test.
#ifndef WEFT_EXTRACTOR_MENTION_NAME_RULES_H_
#define WEFT_EXTRACTOR_MENTION_NAME_RULES_H_

#include <vector>

#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_mention.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// `names` are disjoint and in text order, and so is the result. A joined name
// has the type of the part that holds its head and the lesser probability.
std::vector<NameMention> RefineNames(const Sentence& sentence,
                                     const DependencyTree& tree,
                                     std::vector<NameMention> names);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MENTION_NAME_RULES_H_
