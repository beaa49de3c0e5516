#include "graphstore/store/node_types.h"

#include <algorithm>

#include "base/status.h"

namespace weft::graphstore {

absl::Status NodeTypes::Load(absl::Span<const NodeId> nodes) {
  std::vector<NodeId> missing;
  for (const NodeId node : nodes) {
    if (node.is_entity() && matches_.try_emplace(node, false).second) {
      missing.push_back(node);
    }
  }
  WEFT_ASSIGN_OR_RETURN(const auto found, view_.Nodes(missing));
  for (size_t i = 0; i < missing.size(); ++i) {
    matches_[missing[i]] =
        std::find(types_.begin(), types_.end(), found[i].type) != types_.end();
  }
  return absl::OkStatus();
}

bool NodeTypes::Matches(NodeId node) const {
  const auto it = matches_.find(node);
  return it != matches_.end() && it->second;
}

}  // namespace weft::graphstore
