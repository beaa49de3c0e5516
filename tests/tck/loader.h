// Sets a graph up from the statements of a scenario: CREATE, DELETE of
// relationships, and clauses that read before them.
//
// Only tests write with a query. What reads is run by the engine itself, with
// the variables known so far as parameters; what writes is done here.
#ifndef WEFT_TESTS_TCK_LOADER_H_
#define WEFT_TESTS_TCK_LOADER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/testing/memory_graph.h"

namespace weft::tck {

// Errors: Unimplemented (a clause that is none of the above), those of the
// engine.
absl::Status Load(absl::string_view statement,
                  graphstore::query::MemoryGraph* graph);

// Whether a query has a clause that writes or calls a procedure.
bool Writes(absl::string_view query);

}  // namespace weft::tck

#endif  // WEFT_TESTS_TCK_LOADER_H_
