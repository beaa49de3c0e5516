#include "graphstore/store/merged_list.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/status.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/merges.h"

namespace weft::graphstore {
namespace {

// Nodes whose lists are put together at once.
constexpr size_t kNodesPerRead = 1024;

void Append(const Merges& merges, const EdgeList& list,
            std::vector<AdjacentEdge>* edges) {
  for (size_t i = 0; i < list.size(); ++i) {
    AdjacentEdge edge = list.AdjacentAt(i);
    edge.other = merges.Root(edge.other);
    edges->push_back(edge);
  }
}

bool LeadsToMerged(const Merges& merges, const EdgeList& list) {
  return std::any_of(list.others().begin(), list.others().end(),
                     [&](NodeId other) { return merges.Root(other) != other; });
}

auto OrderOf(const AdjacentEdge& edge) {
  return std::tuple(edge.relation, edge.other, edge.negated, edge.statement);
}

// A list made for one visit.
class Temporary {
 public:
  explicit Temporary(std::vector<AdjacentEdge> edges) {
    std::sort(edges.begin(), edges.end(),
              [](const AdjacentEdge& a, const AdjacentEdge& b) {
                return OrderOf(a) < OrderOf(b);
              });
    list_ = EdgeList::New(edges);
  }
  ~Temporary() { list_->Release(); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const EdgeList& list() const { return *list_; }

 private:
  const EdgeList* list_;
};

}  // namespace

absl::Status VisitMergedLists(
    const View& view, absl::Span<const NodeId> nodes,
    absl::FunctionRef<absl::Status(absl::Span<const NodeId> nodes,
                                   ListVisitor visit)>
        visit_raw,
    ListVisitor visit) {
  const Merges& merges = view.merges();
  for (size_t begin = 0; begin < nodes.size(); begin += kNodesPerRead) {
    const auto part = nodes.subspan(begin, kNodesPerRead);
    // All members of the part, and where those of each node begin.
    std::vector<NodeId> members;
    std::vector<size_t> ends;
    for (const NodeId node : part) {
      const std::vector<NodeId> own = merges.Members(node);
      members.insert(members.end(), own.begin(), own.end());
      ends.push_back(members.size());
    }
    size_t node = 0;
    bool go_on = true;
    std::vector<AdjacentEdge> edges;
    WEFT_RETURN_IF_ERROR(
        visit_raw(members, [&](size_t i, const EdgeList& list) {
          const bool alone = edges.empty() && ends[node] == i + 1 &&
                             (node == 0 ? i == 0 : ends[node - 1] == i);
          if (alone && !LeadsToMerged(merges, list)) {
            go_on = visit(begin + node++, list);
            return go_on;
          }
          Append(merges, list, &edges);
          if (ends[node] != i + 1) return true;
          const Temporary merged(std::move(edges));
          edges.clear();
          go_on = visit(begin + node++, merged.list());
          return go_on;
        }));
    if (!go_on) return absl::OkStatus();
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
