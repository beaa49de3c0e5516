#include "graphstore/store/adjacency_draft.h"

#include <cstdint>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

using Counts = std::map<RelationId, int64_t>;

AdjacencyPosition PositionAt(const EdgeKey& key, bool incoming) {
  return {key.relation, incoming ? key.subject : key.object, key.negated};
}

void Parse(const std::string& prefix, NodeId* node, bool* incoming) {
  absl::string_view suffix;
  const std::string key = absl::StrCat(prefix, kLastBlockSuffix);
  (void)ParseAdjacencyKey(key, node, incoming, &suffix);
}

Counts CountsOf(const std::vector<AdjacentEdge>& edges) {
  Counts counts;
  for (const AdjacentEdge& edge : edges) ++counts[edge.relation];
  return counts;
}

std::string EncodeCounts(const Counts& counts) {
  std::vector<RelationDegree> degrees;
  for (const auto& [relation, count] : counts) {
    if (count > 0) degrees.push_back({relation, static_cast<uint64_t>(count)});
  }
  return EncodeDegrees(degrees);
}

}  // namespace

absl::Status AdjacencyDraft::Prefetch(absl::Span<const EdgeKey> keys) {
  std::vector<std::string> prefixes;
  for (const EdgeKey& key : keys) {
    prefixes.push_back(AdjacencyPrefix(key.subject, false));
    if (!key.object.is_none()) {
      prefixes.push_back(AdjacencyPrefix(key.object, true));
    }
  }
  return lists_.Prefetch(std::move(prefixes));
}

absl::StatusOr<std::optional<AdjacentEdge>> AdjacencyDraft::Find(
    const EdgeKey& key) {
  return lists_.Find(AdjacencyPrefix(key.subject, false),
                     PositionAt(key, false));
}

void AdjacencyDraft::Put(const EdgeKey& key, const AdjacentEdge& edge) {
  AdjacentEdge kept = edge;
  kept.relation = key.relation;
  kept.negated = key.negated;
  kept.other = key.object;
  lists_.Put(AdjacencyPrefix(key.subject, false), kept);
  touched_.insert(key.subject);
  if (key.object.is_none()) return;
  kept.other = key.subject;
  lists_.Put(AdjacencyPrefix(key.object, true), kept);
  touched_.insert(key.object);
}

void AdjacencyDraft::Erase(const EdgeKey& key) {
  lists_.Erase(AdjacencyPrefix(key.subject, false), PositionAt(key, false));
  touched_.insert(key.subject);
  if (key.object.is_none()) return;
  lists_.Erase(AdjacencyPrefix(key.object, true), PositionAt(key, true));
  touched_.insert(key.object);
}

absl::Status AdjacencyDraft::FlushDegrees(const std::string& prefix,
                                          const Lists::Outcome& outcome) {
  NodeId node;
  bool incoming;
  Parse(prefix, &node, &incoming);
  const std::string key = DegreesKey(node, incoming);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  Counts counts;
  if (bytes == nullptr) {
    // Then there was but one block.
    counts = CountsOf(*outcome.first_block);
  } else {
    std::vector<RelationDegree> degrees;
    if (!DecodeDegrees(*bytes, &degrees)) return BadRecord(key);
    for (const RelationDegree& degree : degrees) {
      counts[degree.relation] = static_cast<int64_t>(degree.edges);
    }
  }
  const Counts before = counts;
  for (const AdjacentEdge& edge : outcome.added) ++counts[edge.relation];
  for (const AdjacentEdge& edge : outcome.removed) --counts[edge.relation];
  if (outcome.several_blocks) {
    draft_.Put(key, EncodeCounts(counts));
  } else if (bytes != nullptr) {
    draft_.Delete(key);
  }
  if (incoming) return absl::OkStatus();
  for (const auto& [relation, count] : counts) {
    const auto it = before.find(relation);
    const bool was_there = it != before.end() && it->second > 0;
    if (was_there == (count > 0)) continue;
    if (count > 0) {
      subjects_.Put(SubjectsPrefix(relation), node.payload());
    } else {
      subjects_.Erase(SubjectsPrefix(relation), node.payload());
    }
  }
  return absl::OkStatus();
}

absl::Status AdjacencyDraft::Flush() {
  std::vector<std::string> degrees;
  for (const std::string& prefix : lists_.Changed()) {
    NodeId node;
    bool incoming;
    Parse(prefix, &node, &incoming);
    degrees.push_back(DegreesKey(node, incoming));
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(std::move(degrees)));
  WEFT_RETURN_IF_ERROR(lists_.Flush(
      [&](const std::string& prefix, const Lists::Outcome& outcome) {
        return FlushDegrees(prefix, outcome);
      }));
  return subjects_.Flush(
      [](const std::string&, const auto&) { return absl::OkStatus(); });
}

}  // namespace weft::graphstore
