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

  // Best first, as a reader would order them: by the confidence of the best
  // fact, a tenth more for every doubling of the number of sources, a fifth
  // more for an object that is a value or has a type ("r1", "17%"), and the
  // less the more an object runs on behind its fourth word ("said" + a whole
  // clause is true and sure, but seldom what was looked for). Settled by
  // reading lists; nothing but the order of text for people hangs on it.
  // Statements of equal rank keep the order in which they came.
  std::vector<StatementGroup> BestFirst() const;

 private:
  std::vector<StatementGroup> groups_;
  absl::flat_hash_map<uint64_t, size_t> index_;  // by statement id
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_STATEMENT_GROUPS_H_
