// Who holds a place of which there is one at a time, from when and until when.
//
// Where a relation has one object at a time ("Ann is married to Bob"), a later
// mention with another object ends what an earlier one left open: "married to
// Bob since 2001" and "married to Carl since 2010" hold from 2001 to the end of
// 2009 and from 2010 on. Nothing of it is stored. It follows from the mentions
// that are there, so that taking one of them out gives back what it had ended.
//
// The rule, for the mentions of one node and one relation:
//   - A mention *begins* on the first day of its "valid from". One without a
//     begin of its own is taken to begin with the earliest mention of the same
//     holder that has one; without that its begin is not known.
//   - A mention with a known begin and no "valid until" holds until the day
//     before the first later begin of another holder.
//   - What ends another must say itself when it begins, later by at least a
//     day, and must be asserted: not denied, planned, possible, or a claim of
//     somebody whom the document quotes.
//   - An end that a text states stays as it is stated.
#ifndef WEFT_GRAPHSTORE_STORE_TENURE_H_
#define WEFT_GRAPHSTORE_STORE_TENURE_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_block.h"

namespace weft::graphstore {

// A mention of a statement that is not negated.
struct Tenure {
  static constexpr size_t kNone = std::numeric_limits<size_t>::max();

  NodeId holder;  // the end of which there is one at a time
  StatementId statement;
  DocumentId document;
  uint32_t ordinal = 0;  // of the fact in its document
  Validity stated;
  bool asserted = true;

  // Set by CloseTenures().
  int64_t until = Validity::kOpenUntil;  // last day, stated or not
  size_t closed_by = kNone;              // index of the tenure that ends it

  bool Holds(int64_t day) const { return stated.from <= day && day <= until; }
};

// The mentions of one node and one relation.
using Succession = std::vector<Tenure>;

// Sets `until` and `closed_by` of all mentions of one node and one relation. Of
// several that begin on the day that ends a tenure, the one with the lowest
// statement, document and ordinal counts. O(n log n).
void CloseTenures(absl::Span<Tenure> tenures);

// Whether a statement with these tenures does not hold on `day` because of
// what has ended them: one would hold if it had not been ended, and none does.
bool IsSuperseded(absl::Span<const Tenure> of_statement, int64_t day);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TENURE_H_
