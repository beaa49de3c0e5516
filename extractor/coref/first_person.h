// "I" and "we": the speaker of the quote and his organisation.
#ifndef WEFT_EXTRACTOR_COREF_FIRST_PERSON_H_
#define WEFT_EXTRACTOR_COREF_FIRST_PERSON_H_

#include "extractor/coref/document_state.h"

namespace weft::extractor {

// "I" in a quote is who is quoted (speakers.h), "we" the organisation that he
// speaks for, if the text says which. A text that often says "we" outside of
// quotes speaks for the organisation that its persons speak for. Enters the
// chains into the state; to be called when all else is resolved.
void ResolveFirstPersons(DocumentState* state);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_FIRST_PERSON_H_
