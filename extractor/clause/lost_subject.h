// Finds subjects that a parser hung elsewhere.
//
//   "It tells operators to wait": "it" as an expletive with nothing behind it
//      -> the subject
//   "A fee is due, the High Court in Lund ruled": the court as an apposition
//      of the fee -> the noun phrase right before a finite verb without a
//      subject is its subject
//   "The mill closed, spokesman Ruiz tells us": a relative clause without a
//   pronoun or subject
//      -> a clause of its own, and the noun is its subject
//   "Ines Roth, a critic at Vela, asks why": the name apart, the critic asks
//      -> the name is the subject, and the critic its apposition
//   "Vela, whose owner, Ruiz, plans": the owner as an apposition of Vela
//      -> the subject of the relative clause
//   "Teams searched the mill, officials said": both as who said it
//      -> the teams searched
//   "left after a report found gaps": the report as a time of leaving
//      -> the subject of "found"
//   "Vela is the first to match it": the infinitive as a clausal subject
//      -> a modifier of the rank
//
// A finite verb of English has a subject; only imperatives and coordinated
// verbs do without one. Trees that keep to that pass unchanged.
#ifndef WEFT_EXTRACTOR_CLAUSE_LOST_SUBJECT_H_
#define WEFT_EXTRACTOR_CLAUSE_LOST_SUBJECT_H_

#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Time: the length of the sentence times the depth of its tree.
DependencyTree RestoreSubjects(DependencyTree tree);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_LOST_SUBJECT_H_
