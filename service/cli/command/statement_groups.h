// Facts put together by what they state, the most telling first.
#ifndef WEFT_SERVICE_CLI_COMMAND_STATEMENT_GROUPS_H_
#define WEFT_SERVICE_CLI_COMMAND_STATEMENT_GROUPS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "weft/v1/fact.pb.h"

namespace weft::service {

struct StatementGroup {
  v1::Fact best;  // the fact with the best confidence, the first of those
  uint32_t sources = 1;  // documents that state it
};

// Not thread-safe.
class StatementGroups {
 public:
  void Add(const v1::Fact& fact);

  // Best first: by the confidence of the best fact, a tenth more for every
  // doubling of the number of sources (what several write is what a reader
  // looks for; confidence alone would put the simplest sentences on top).
  // Statements of equal rank keep the order in which they came.
  std::vector<StatementGroup> BestFirst() const;

 private:
  std::vector<StatementGroup> groups_;
  absl::flat_hash_map<uint64_t, size_t> index_;  // by statement id
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_STATEMENT_GROUPS_H_
