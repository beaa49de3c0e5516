// The change log as clients see it.
#ifndef WEFT_GRAPHSTORE_STORE_CHANGE_H_
#define WEFT_GRAPHSTORE_STORE_CHANGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A statement that left the graph, in words: its ids mean nothing any more.
struct RemovedStatement {
  StatementId id;
  std::string subject;
  std::string relation;
  std::string object;  // "" = none
  bool negated = false;

  friend bool operator==(const RemovedStatement&,
                         const RemovedStatement&) = default;
};

// What one version did to one document.
struct DocumentChange {
  enum class Kind : uint8_t { kAdded = 0, kReplaced = 1, kDeleted = 2 };
  Kind kind = Kind::kAdded;
  std::string document;  // its id
  uint64_t mentions_added = 0;
  uint64_t mentions_removed = 0;
  std::vector<StatementId> added;         // new to the graph, ascending
  std::vector<RemovedStatement> removed;  // gone from the graph, by id

  friend bool operator==(const DocumentChange&,
                         const DocumentChange&) = default;
};

struct Change {
  uint64_t version = 0;
  absl::Time recorded;                    // to the millisecond
  std::vector<DocumentChange> documents;  // in the order of writing
};

struct ChangePage {
  std::vector<Change> changes;  // by version, ascending
  uint64_t latest = 0;          // newest version of the graph
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHANGE_H_
