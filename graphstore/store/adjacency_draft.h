// The edges of a commit, as both of their nodes keep them.
//
// Keeps what is computed from adjacency in step with it: the degrees of long
// lists and the subjects of each relation. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_ADJACENCY_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_ADJACENCY_DRAFT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/block_list_draft.h"
#include "graphstore/store/draft.h"

namespace weft::graphstore {

class AdjacencyDraft {
 public:
  // Must outlive this.
  explicit AdjacencyDraft(Draft* draft)
      : draft_(*draft), lists_(draft), subjects_(draft) {}

  // Reads ahead the lists of both ends of these edges.
  absl::Status Prefetch(absl::Span<const EdgeKey> keys);

  // The edge as its subject keeps it; nullopt: there is none.
  absl::StatusOr<std::optional<AdjacentEdge>> Find(const EdgeKey& key);

  // Adds the edge or replaces what is kept about it. Of `edge` only confidence,
  // statement and validity are used.
  void Put(const EdgeKey& key, const AdjacentEdge& edge);
  void Erase(const EdgeKey& key);

  // Writes the changes into the draft, once.
  absl::Status Flush();

  // The nodes whose edges changed.
  const absl::flat_hash_set<NodeId>& touched() const { return touched_; }

 private:
  using Lists = BlockListDraft<AdjacencyList>;

  absl::Status FlushDegrees(const std::string& prefix,
                            const Lists::Outcome& outcome);

  Draft& draft_;
  Lists lists_;
  BlockListDraft<PostingList> subjects_;
  absl::flat_hash_set<NodeId> touched_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ADJACENCY_DRAFT_H_
