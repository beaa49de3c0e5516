#include "graphstore/store/edge_visit.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/adjacency_cache.h"
#include "graphstore/store/merged_list.h"
#include "graphstore/store/merges.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Lists that are read and held at once where the cache has no room for them.
constexpr size_t kNodesPerRead = 4096;

// The lists of some nodes on one side, each alive as long as this.
class ListBatch {
 public:
  ListBatch(const View& view, bool incoming)
      : view_(view), cache_(*view.cache()), incoming_(incoming) {}
  ~ListBatch() { Clear(); }
  ListBatch(const ListBatch&) = delete;
  ListBatch& operator=(const ListBatch&) = delete;

  absl::Status Load(absl::Span<const NodeId> nodes) {
    Clear();
    lists_.resize(nodes.size());
    std::vector<size_t> missing;
    for (size_t i = 0; i < nodes.size(); ++i) {
      lists_[i] = cache_.Find(nodes[i], incoming_);
      if (lists_[i] == nullptr) missing.push_back(i);
      // It is looked at soon, and lies anywhere.
      __builtin_prefetch(lists_[i]);
    }
    cache_.CountReads(nodes.size() - missing.size(), missing.size());
    if (missing.empty()) return absl::OkStatus();
    // Ascending keys are the fast order, and dense ones need no seek.
    std::sort(missing.begin(), missing.end(),
              [&](size_t a, size_t b) { return nodes[a] < nodes[b]; });
    return Read(nodes, missing);
  }

  const EdgeList& list(size_t i) const { return *lists_[i]; }

 private:
  void Clear() {
    for (const EdgeList* list : own_) list->Release();
    own_.clear();
    lists_.clear();
  }

  absl::Status Read(absl::Span<const NodeId> nodes,
                    const std::vector<size_t>& missing) {
    std::vector<std::string> prefixes;
    prefixes.reserve(missing.size());
    for (const size_t i : missing) {
      prefixes.push_back(AdjacencyPrefix(nodes[i], incoming_));
    }
    std::vector<AdjacentEdge> edges;
    size_t current = 0;
    absl::Status bad;
    const auto finish_until = [&](size_t end) {
      for (; current < end; ++current) {
        Keep(nodes[missing[current]], missing[current], edges);
        edges.clear();
      }
    };
    WEFT_RETURN_IF_ERROR(view_.database().MultiScan(
        view_.options(), prefixes, std::numeric_limits<size_t>::max(),
        [&](size_t i, absl::string_view key, absl::string_view value) {
          finish_until(i);
          if (bad.ok() &&
              !DecodeAdjacencyBlock(nodes[missing[i]], value, &edges)) {
            bad = BadRecord(key);
          }
          return bad.ok();
        },
        nullptr));
    WEFT_RETURN_IF_ERROR(bad);
    finish_until(missing.size());
    return absl::OkStatus();
  }

  void Keep(NodeId node, size_t i, const std::vector<AdjacentEdge>& edges) {
    const EdgeList* list = EdgeList::New(edges);
    lists_[i] = cache_.Add(node, incoming_, list);
    if (lists_[i] != nullptr) return;
    lists_[i] = list;
    own_.push_back(list);
  }

  const View& view_;
  const AdjacencyCache& cache_;
  const bool incoming_;
  std::vector<const EdgeList*> lists_;
  std::vector<const EdgeList*> own_;  // those that the cache did not take
};

absl::Status VisitOneWay(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    bool outgoing,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  return VisitLists(
      view, nodes, !outgoing, [&](size_t i, const EdgeList& list) {
        list.VisitRuns(filter, [&](size_t begin, size_t end) {
          return visit(i, EdgeRun(&list, nodes[i], outgoing, begin, end));
        });
        return true;
      });
}

}  // namespace

namespace {

// As they are kept.
absl::Status VisitRawLists(
    const View& view, absl::Span<const NodeId> nodes, bool incoming,
    absl::FunctionRef<bool(size_t i, const EdgeList& list)> visit) {
  if (nodes.size() == 1) {
    if (const EdgeList* list = view.cache()->Find(nodes[0], incoming)) {
      view.cache()->CountReads(1, 0);
      visit(0, *list);
      return absl::OkStatus();
    }
  }
  ListBatch batch(view, incoming);
  for (size_t begin = 0; begin < nodes.size(); begin += kNodesPerRead) {
    const auto part = nodes.subspan(begin, kNodesPerRead);
    WEFT_RETURN_IF_ERROR(batch.Load(part));
    for (size_t i = 0; i < part.size(); ++i) {
      if (!visit(begin + i, batch.list(i))) return absl::OkStatus();
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VisitLists(
    const View& view, absl::Span<const NodeId> nodes, bool incoming,
    absl::FunctionRef<bool(size_t i, const EdgeList& list)> visit) {
  if (view.merges().empty()) return VisitRawLists(view, nodes, incoming, visit);
  return VisitMergedLists(
      view, nodes,
      [&](absl::Span<const NodeId> members, ListVisitor visit_list) {
        return VisitRawLists(view, members, incoming, visit_list);
      },
      visit);
}

absl::Status VisitEdgeRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  if (filter.direction == Direction::kBoth && nodes.size() == 1) {
    // While the one side is waited for the other can be on its way.
    for (const bool incoming : {false, true}) {
      const EdgeList* list = view.cache()->Find(nodes[0], incoming);
      if (list != nullptr) list->Prefetch();
    }
  }
  if (filter.direction != Direction::kIn) {
    WEFT_RETURN_IF_ERROR(VisitOneWay(view, nodes, filter, true, visit));
  }
  if (filter.direction != Direction::kOut) {
    WEFT_RETURN_IF_ERROR(VisitOneWay(view, nodes, filter, false, visit));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
