// The degrees of all nodes of one version of the graph, by relation: made while
// they are asked about, and kept as long as the version.
//
// The columns of a relation (degree_column.h) cost one pass over its edges.
// Nobody waits for it: whoever asks about n nodes does n subjects' worth of
// that pass, and gets an answer from the columns once it is through. So asking
// never costs more than twice what the lists cost, however few questions come,
// and next to nothing once as many nodes were asked about as there are
// subjects (rent or buy: Karlin, Manasse, Rudolph, Sleator, "Competitive
// snoopy caching", Algorithmica 3, 1988).
//
// Relations that only few of the entities have get no columns: their lists are
// few, and the bits of a column would be mostly empty. The columns of all
// versions share a budget; where that is used up nothing new is begun. Besides,
// each pass under way, four at most, takes 4 bytes for every entity.
#ifndef WEFT_GRAPHSTORE_STORE_DEGREE_COLUMNS_H_
#define WEFT_GRAPHSTORE_STORE_DEGREE_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_cache.h"
#include "graphstore/store/degree_column.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

struct RelationDegrees {
  DegreeColumn out;  // by subject; merged entities by their root
  DegreeColumn in;   // by object
  // Statements without an object, which are in no `in`.
  uint64_t without_object = 0;
};

// Thread-safe.
class DegreeColumns {
 public:
  explicit DegreeColumns(std::shared_ptr<CacheBudget> budget);
  ~DegreeColumns();
  DegreeColumns(const DegreeColumns&) = delete;
  DegreeColumns& operator=(const DegreeColumns&) = delete;

  // For a question about `nodes` nodes. Null: not there (yet), look at lists.
  // The result lives as long as this. `view`: always the same. Errors: those of
  // the view.
  absl::StatusOr<const RelationDegrees*> Ask(const View& view,
                                             RelationId relation, size_t nodes);
  // Null: not there.
  const RelationDegrees* Find(RelationId relation) const;

 private:
  class Pass;
  // What was asked about a relation that has no columns.
  struct Asked {
    uint64_t edges = 0;
    uint64_t nodes = 0;
  };

  // The pass over a relation, begun if it is worth it; null: it is not.
  absl::StatusOr<Pass*> PassOf(const View& view, RelationId relation,
                               size_t nodes);
  const RelationDegrees* Keep(RelationId relation, RelationDegrees degrees);

  const std::shared_ptr<CacheBudget> budget_;
  std::mutex building_;  // taken before mutex_; guards the next two
  absl::flat_hash_map<RelationId, Asked> asked_;
  std::vector<std::unique_ptr<Pass>> passes_;  // asked about last: last
  mutable std::mutex mutex_;
  absl::flat_hash_map<RelationId, std::unique_ptr<const RelationDegrees>>
      ready_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DEGREE_COLUMNS_H_
