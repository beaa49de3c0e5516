// The modality of a fact, from its clause and its times.
#ifndef WEFT_EXTRACTOR_PIPELINE_MODALITY_H_
#define WEFT_EXTRACTOR_PIPELINE_MODALITY_H_

#include "absl/strings/string_view.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"
#include "extractor/pipeline/fact.h"

namespace weft::extractor {

Modality ModalityOf(Certainty certainty);

// The present tense with a date that is still to come speaks of a plan:
// "Sales start in September", written in May; "the report is due on Friday".
// `published` is the ISO date of the document, "" when it is not known. False
// for "until September", which says how long something holds that holds now.
bool IsScheduled(const DependencyTree& tree, const Clause& clause,
                 const Fact& fact, absl::string_view published);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_MODALITY_H_
