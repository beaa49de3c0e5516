// Paths as lines that a test can have on its page.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_PATH_LINES_H_
#define WEFT_GRAPHSTORE_TRAVERSE_PATH_LINES_H_

#include <string>
#include <vector>

#include "graphstore/traverse/paths.h"
#include "graphstore/traverse/test_graph.h"

namespace weft::graphstore {

// "A r B <s C": from A over r to B, and against the direction of s to C.
std::vector<std::string> PathLines(const TestGraph& graph,
                                   const PathResult& result);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_PATH_LINES_H_
