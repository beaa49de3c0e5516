// Whether nodes are entities of some types.
//
// Remembers what it has read, so one is made for each request. Not thread-safe.
// Errors: those of the view.
#ifndef WEFT_GRAPHSTORE_STORE_NODE_TYPES_H_
#define WEFT_GRAPHSTORE_STORE_NODE_TYPES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class NodeTypes {
 public:
  NodeTypes(const View* view, std::vector<std::string> types)
      : view_(*view), types_(std::move(types)) {}

  absl::Status Load(absl::Span<const NodeId> nodes);
  // Of nodes that were loaded. Values, and what has no type, are of none.
  bool Matches(NodeId node) const;

 private:
  const View& view_;
  const std::vector<std::string> types_;
  absl::flat_hash_map<NodeId, bool> matches_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_NODE_TYPES_H_
