// Ways by trying all of them, and patterns by a library's regular expressions:
// what the searches by pattern have to agree with.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_WAY_TWIN_H_
#define WEFT_GRAPHSTORE_TRAVERSE_WAY_TWIN_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graphstore/store/query.h"
#include "graphstore/traverse/path_search.h"
#include "graphstore/traverse/test_graph.h"
#include "graphstore/traverse/way_automaton.h"

namespace weft::graphstore {

// A pattern over the relations r0 r1 r2, and a regular expression over the same
// steps: "a" for r0 from subject to object, "A" for the way back, and so on.
struct RandomPattern {
  std::string text;
  std::string regex;
};
RandomPattern MakePattern(std::mt19937* random, Direction unmarked);

// The machine for a pattern over the relations of `graph`.
WayAutomaton MakeAutomaton(const TestGraph& graph, const std::string& pattern,
                           Direction unmarked);

// All ways from a node with at most `max_length` steps, over edges that are not
// denied and certain enough, whose labels match.
std::vector<Path> NaiveWays(const TestGraph& graph, NodeId from,
                            uint32_t max_length, double min_confidence,
                            PathRepeats repeats, const std::string& regex);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_WAY_TWIN_H_
