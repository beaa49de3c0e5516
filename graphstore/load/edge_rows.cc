#include "graphstore/load/edge_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {

void DegreeCounter::Add(NodeId node, const AdjacencyPosition& edge) {
  if (node != node_) {
    Finish();
    node_ = node;
  }
  if (degrees_.empty() || degrees_.back().relation != edge.relation) {
    degrees_.push_back({edge.relation, 0});
  }
  ++degrees_.back().edges;
  open_ = !EndsBlock(edge);
  if (!open_) ++blocks_;
}

void DegreeCounter::Finish() {
  if (blocks_ + open_ > 1) {
    rows_.Add(DegreesKey(node_, incoming_), EncodeDegrees(degrees_));
  }
  degrees_.clear();
  blocks_ = 0;
  open_ = false;
}

AdjacencyRows::AdjacencyRows(const BaseGraph& base, bool incoming,
                             EdgeSorter* sorter,
                             const std::vector<LoadedTime>& times,
                             const StatementNumbers& numbers)
    : incoming_(incoming),
      sorter_(*sorter),
      times_(times),
      numbers_(numbers),
      reader_(sorter),
      list_(base, incoming) {
  more_ = reader_.Next(&next_);
}

// What the triples of the next statement say together.
AdjacentEdge AdjacencyRows::ToEdge() const {
  const LoadedEdge& first = next_.front();
  AdjacentEdge edge;
  edge.relation = RelationId(first.relation);
  edge.other = NodeId(first.other);
  edge.statement = numbers_.Of(first.ordinal);
  edge.validity = times_[first.time].validity;
  for (size_t i = 1; i < next_.size(); ++i) {
    edge.validity = Hull(edge.validity, times_[next_[i].time].validity);
  }
  return edge;
}

// The next block of a list that is new.
void AdjacencyRows::MakeBlock(NodeId node) {
  edges_.clear();
  bool cut = false;
  while (more_ && !cut && NodeId(next_.front().node) == node) {
    edges_.push_back(ToEdge());
    cut = EndsBlock(PositionOf(edges_.back()));
    more_ = reader_.Next(&next_);
  }
  made_.Add(absl::StrCat(AdjacencyPrefix(node, incoming_),
                         cut ? AdjacencySuffix(PositionOf(edges_.back()))
                             : std::string(kLastBlockSuffix)),
            EncodeAdjacencyBlock(node, edges_));
}

// A list that the graph has already.
void AdjacencyRows::MergeList(NodeId node) {
  edges_.clear();
  const auto keep = [this](const AdjacentEdge& edge) {
    edges_.push_back(edge);
  };
  while (more_ && NodeId(next_.front().node) == node) {
    AdjacentEdge edge = ToEdge();
    const AdjacentEdge* old = list_.AdvanceTo(PositionOf(edge), keep);
    if (old != nullptr) edge.validity = Hull(old->validity, edge.validity);
    edges_.push_back(edge);
    more_ = reader_.Next(&next_);
  }
  list_.VisitRest(keep);
  std::vector<kv::Row> rows;
  EmitBlocks<AdjacencyList>(
      AdjacencyPrefix(node, incoming_), edges_,
      [&](std::string key, std::string value) {
        rows.push_back({std::move(key), std::move(value)});
      });
  made_.AddChanges(list_.rows(), rows);
}

absl::StatusOr<bool> AdjacencyRows::Next(kv::BulkRow* row) {
  while (true) {
    WEFT_ASSIGN_OR_RETURN(const bool made, made_.Next(row));
    if (made) return true;
    made_.Clear();
    if (!more_) {
      WEFT_RETURN_IF_ERROR(sorter_.status());
      return false;
    }
    const NodeId node(next_.front().node);
    if (node != node_) WEFT_RETURN_IF_ERROR(list_.Start(node));
    node_ = node;
    list_.empty() ? MakeBlock(node) : MergeList(node);
  }
}

}  // namespace weft::graphstore
