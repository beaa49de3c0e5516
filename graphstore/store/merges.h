// Entities that live on in others: records that are resolved when they are
// read, so that a merge changes no fact and can be undone.
//
// A merge says "`from` is `into`". Followed to its end that gives each entity a
// root; the root stands for all of its members: it has all their names, counts
// and edges. What documents contribute stays with the member that they name,
// which keeps deletion exact; a member that has gone with its last document
// just adds nothing any more.
//
// A graph with merges costs its readers a look at a table for each edge; one
// without costs them nothing.
#ifndef WEFT_GRAPHSTORE_STORE_MERGES_H_
#define WEFT_GRAPHSTORE_STORE_MERGES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

struct Merge {
  uint64_t id = 0;  // the version that it made
  NodeId into;
  NodeId from;
  std::string from_name;  // as it was

  friend bool operator==(const Merge&, const Merge&) = default;
};

// Key: index U and id:u64. Value: varint number of `into`, that of `from`, then
// the name to the end.
std::string MergeKey(uint64_t id);
std::string EncodeMerge(const Merge& merge);
bool DecodeMerge(absl::string_view key, absl::string_view value, Merge* merge);

// Immutable, thread-safe.
class Merges {
 public:
  Merges() = default;
  // By id; each `from` at most once, and no circles.
  explicit Merges(std::vector<Merge> merges);
  // Errors: DataLoss, those of the database.
  static absl::StatusOr<std::shared_ptr<const Merges>> Read(
      const kv::Database& database, const kv::ReadOptions& options);

  bool empty() const { return merges_.empty(); }
  // `node` itself for all that live on in no other.
  NodeId Root(NodeId node) const {
    if (roots_.empty()) return node;
    const auto it = roots_.find(node);
    return it == roots_.end() ? node : it->second;
  }
  // Of the root of `node`, itself first; just `node` where nothing was merged.
  std::vector<NodeId> Members(NodeId node) const;
  bool IsMerged(NodeId node) const {
    return !roots_.empty() && roots_.contains(node);
  }

  // Roots instead of members, each once, in the order of the first.
  void Resolve(std::vector<NodeId>* nodes) const;
  // All members of all of them instead.
  void Expand(std::vector<NodeId>* nodes) const;

  // Those whose `into` has the root of `node`, by id.
  std::vector<Merge> Of(NodeId node) const;
  // Null: there is no such merge.
  const Merge* Find(uint64_t id) const;

 private:
  std::vector<Merge> merges_;
  // Of all that were merged, roots included.
  absl::flat_hash_map<NodeId, NodeId> roots_;
  absl::flat_hash_map<NodeId, std::vector<NodeId>> members_;  // by root
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_MERGES_H_
