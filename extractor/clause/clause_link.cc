#include "extractor/clause/clause_link.h"

namespace weft::extractor {

ClauseLink LinkOf(const Node& node) {
  switch (node.label) {
    case Deprel::kAclRelcl:
    case Deprel::kAdvclRelcl:
      return ClauseLink::kRelative;
    default:
      break;
  }
  switch (BaseLabel(node.label)) {
    case Deprel::kConj:
      return ClauseLink::kConjunct;
    case Deprel::kCcomp:
    case Deprel::kCsubj:
      return ClauseLink::kComplement;
    case Deprel::kXcomp:
      return ClauseLink::kOpen;
    case Deprel::kAcl:
      return ClauseLink::kParticipial;
    case Deprel::kAdvcl:
    case Deprel::kObl:
      return ClauseLink::kAdverbial;
    case Deprel::kParataxis:
      return ClauseLink::kParataxis;
    default:
      return ClauseLink::kMain;
  }
}

}  // namespace weft::extractor
