// Moves adjuncts to the verb that they belong to.
//
//   "cut rates by a quarter of a point to 4%": the goal as part of the step
//      -> an adjunct of the verb
//   "Norvane on Monday closed the mill": the day as part of the name
//      -> an adjunct of the verb
//   "the bill of the state, passed in May": said of the state
//      -> of the bill: behind a comma the whole phrase is described
//   "Ana Ruiz of the firm Vela, who says": said of the firm
//      -> of the person
//   "criticised the bill, accusing ministers": the bill as who accuses
//      -> an adjunct of the verb
//   "few yards in Lund build": the yards as a description of Lund
//      -> Lund as part of the yards: no description stands before "in"
//   "expects the sale to help": the infinitive as part of the sale
//      -> what is expected of it
#ifndef WEFT_EXTRACTOR_CLAUSE_ATTACHMENT_REPAIR_H_
#define WEFT_EXTRACTOR_CLAUSE_ATTACHMENT_REPAIR_H_

#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Time: the length of the sentence times the depth of its tree.
DependencyTree RepairAttachments(DependencyTree tree);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_ATTACHMENT_REPAIR_H_
