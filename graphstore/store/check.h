// What an integrity check found.
#ifndef WEFT_GRAPHSTORE_STORE_CHECK_H_
#define WEFT_GRAPHSTORE_STORE_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

namespace weft::graphstore {

struct CheckReport {
  uint64_t version = 0;  // of the graph that was checked
  uint64_t keys_checked = 0;
  uint64_t problem_count = 0;
  // The first problems in words ("missing key ..."), at most 100.
  std::vector<std::string> problems;

  bool ok() const { return problem_count == 0; }
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHECK_H_
