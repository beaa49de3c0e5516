#include "graphstore/store/merges.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

std::string MergeKey(uint64_t id) {
  std::string key = IndexPrefix(Index::kMerge);
  PutFixed64(id, &key);
  return key;
}

std::string EncodeMerge(const Merge& merge) {
  std::string value;
  PutVarint(merge.into.payload(), &value);
  PutVarint(merge.from.payload(), &value);
  value += merge.from_name;
  return value;
}

bool DecodeMerge(absl::string_view key, absl::string_view value, Merge* merge) {
  uint64_t into = 0, from = 0;
  key.remove_prefix(1);
  if (!GetFixed64(&key, &merge->id) || !key.empty() ||
      !GetVarint(&value, &into) || !GetVarint(&value, &from)) {
    return false;
  }
  merge->into = NodeId::Entity(into);
  merge->from = NodeId::Entity(from);
  merge->from_name = std::string(value);
  return true;
}

Merges::Merges(std::vector<Merge> merges) : merges_(std::move(merges)) {
  absl::flat_hash_map<NodeId, NodeId> next;
  for (const Merge& merge : merges_) next[merge.from] = merge.into;
  // In the order of merging, so that members come in it too.
  for (const Merge& merge : merges_) {
    NodeId root = merge.into;
    // No chain is longer than there are merges: damage must not hang readers.
    for (size_t i = 0; i < merges_.size() && next.contains(root); ++i) {
      root = next[root];
    }
    std::vector<NodeId>& members = members_[root];
    if (members.empty()) members.push_back(root);
    roots_[root] = root;
    roots_[merge.from] = root;
    members.push_back(merge.from);
  }
}

absl::StatusOr<std::shared_ptr<const Merges>> Merges::Read(
    const kv::Database& database, const kv::ReadOptions& options) {
  std::vector<Merge> merges;
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(
      database.Visit(options, kv::Range::Prefix(IndexPrefix(Index::kMerge)),
                     [&](absl::string_view key, absl::string_view value) {
                       if (!DecodeMerge(key, value, &merges.emplace_back())) {
                         bad = BadRecord(key);
                       }
                       return bad.ok();
                     }));
  WEFT_RETURN_IF_ERROR(bad);
  return std::make_shared<const Merges>(std::move(merges));
}

std::vector<NodeId> Merges::Members(NodeId node) const {
  const auto it = members_.find(Root(node));
  return it == members_.end() ? std::vector<NodeId>{node} : it->second;
}

void Merges::Resolve(std::vector<NodeId>* nodes) const {
  if (empty()) return;
  absl::flat_hash_set<NodeId> seen;
  std::vector<NodeId> roots;
  for (const NodeId node : *nodes) {
    const NodeId root = Root(node);
    if (seen.insert(root).second) roots.push_back(root);
  }
  *nodes = std::move(roots);
}

void Merges::Expand(std::vector<NodeId>* nodes) const {
  if (empty()) return;
  Resolve(nodes);
  std::vector<NodeId> all;
  for (const NodeId node : *nodes) {
    const std::vector<NodeId> members = Members(node);
    all.insert(all.end(), members.begin(), members.end());
  }
  *nodes = std::move(all);
}

std::vector<Merge> Merges::Of(NodeId node) const {
  std::vector<Merge> found;
  for (const Merge& merge : merges_) {
    if (Root(merge.into) == Root(node)) found.push_back(merge);
  }
  return found;
}

const Merge* Merges::Find(uint64_t id) const {
  const auto it =
      std::find_if(merges_.begin(), merges_.end(),
                   [id](const Merge& merge) { return merge.id == id; });
  return it == merges_.end() ? nullptr : &*it;
}

}  // namespace weft::graphstore
