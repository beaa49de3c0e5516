// The rows of the entities that a load names.
#ifndef WEFT_GRAPHSTORE_LOAD_ENTITY_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_ENTITY_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/name_table.h"
#include "graphstore/load/row_streams.h"

namespace weft::graphstore {

// What the triples of a file say of an entity.
struct EntityCounts {
  uint32_t out = 0;  // statements new to the graph
  uint32_t in = 0;
  uint64_t as_subject = 0;  // mentions
  uint64_t as_object = 0;
};

// Everything outlives the rows.
struct EntitySource {
  const BaseGraph& base;
  const NameTable& names;
  const EntityIds& ids;
  const std::vector<EntityCounts>& counts;  // by number in the file
  const std::vector<uint32_t>& by_id;       // numbers in the order of the ids
  DocumentId document;
};

// Index 'E': what the graph has of each, and the counts.
class EntityRows : public MadeRows {
 public:
  explicit EntityRows(const EntitySource& source) : source_(source) {}

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  const EntitySource source_;
  size_t next_ = 0;  // into by_id
};

// Index 'X', kind e: the names that the document gives, in chunks.
class ContributionRows : public MadeRows {
 public:
  explicit ContributionRows(const EntitySource& source);

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  const EntitySource source_;
  size_t next_ = 0;  // into by_id
  uint32_t chunk_ = 0;
  std::string bytes_;  // not yet in a row
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_ENTITY_ROWS_H_
