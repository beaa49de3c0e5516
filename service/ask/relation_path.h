// How two entities are related, by paths of facts.
//
// The shortest paths come first, and of those as long the best supported: a
// path is as certain as its least certain fact. What is denied relates
// nothing.
#ifndef WEFT_SERVICE_ASK_RELATION_PATH_H_
#define WEFT_SERVICE_ASK_RELATION_PATH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"

namespace weft::service {

struct RelationPath {
  std::string text;  // "Vela belong to Quill; Quill buy Norvane"
  double confidence = 0;
  std::vector<graphstore::Fact> facts;  // one a step
};

// Facts on a path between the two; longer ones relate everything to
// everything.
inline constexpr int kMostPathSteps = 3;

// At most `limit` paths between any of the nodes of one name and any of the
// other's. Errors: those of the reader and of `budget`.
absl::StatusOr<std::vector<RelationPath>> FindRelationPaths(
    const graphstore::Reader& reader, absl::Span<const graphstore::NodeId> from,
    absl::Span<const graphstore::NodeId> to, size_t limit, AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_RELATION_PATH_H_
