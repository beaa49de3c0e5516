// What a traversal reached, drawn as a tree.
#ifndef WEFT_SERVICE_CLI_COMMAND_NEIGHBOR_TREE_H_
#define WEFT_SERVICE_CLI_COMMAND_NEIGHBOR_TREE_H_

#include <string>
#include <vector>

#include "service/cli/render/style.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// `nodes` in the order of the traversal, each behind its parent. Nodes of the
// first level hang on `root`, and so do those whose parent is not among them,
// with its name ("… B –own→ C"):
//   DeepSeek
//   ├─ –released→ r1
//   │  └─ ←tested– Perplexity
//   └─ –be based in→ Hangzhou
std::string NeighborTree(const std::string& root,
                         const std::vector<v1::TraverseResponse::Node>& nodes,
                         const Style& style);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_NEIGHBOR_TREE_H_
