#include "graphstore/load/edge_rows.h"

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {

void DegreeCounter::Add(const LoadedEdge& edge) {
  if (NodeId(edge.node) != node_) {
    Finish();
    node_ = NodeId(edge.node);
  }
  const RelationId relation(edge.relation);
  if (degrees_.empty() || degrees_.back().relation != relation) {
    degrees_.push_back({relation, 0});
  }
  ++degrees_.back().edges;
  open_ = !EndsBlock({relation, NodeId(edge.other), /*negated=*/false});
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

AdjacencyRows::AdjacencyRows(bool incoming, EdgeSorter* sorter,
                             const std::vector<LoadedTime>& times,
                             const StatementNumbers& numbers,
                             uint64_t first_statement)
    : incoming_(incoming),
      sorter_(*sorter),
      times_(times),
      numbers_(numbers),
      first_statement_(first_statement),
      reader_(sorter) {
  more_ = reader_.Next(&next_);
}

// What the triples of the next statement say together.
AdjacentEdge AdjacencyRows::ToEdge() const {
  const LoadedEdge& first = next_.front();
  AdjacentEdge edge;
  edge.relation = RelationId(first.relation);
  edge.other = NodeId(first.other);
  edge.statement =
      StatementId(first_statement_ + numbers_.OfFirst(first.ordinal));
  edge.validity = times_[first.time].validity;
  for (size_t i = 1; i < next_.size(); ++i) {
    edge.validity = Hull(edge.validity, times_[next_[i].time].validity);
  }
  return edge;
}

absl::StatusOr<bool> AdjacencyRows::Make(std::string* key, std::string* value) {
  if (!more_) {
    WEFT_RETURN_IF_ERROR(sorter_.status());
    return false;
  }
  const NodeId node(next_.front().node);
  block_.clear();
  bool cut = false;
  while (more_ && !cut && NodeId(next_.front().node) == node) {
    block_.push_back(ToEdge());
    cut = EndsBlock(PositionOf(block_.back()));
    more_ = reader_.Next(&next_);
  }
  *key = AdjacencyPrefix(node, incoming_);
  absl::StrAppend(key, cut ? AdjacencySuffix(PositionOf(block_.back()))
                           : std::string(kLastBlockSuffix));
  *value = EncodeAdjacencyBlock(node, block_);
  return true;
}

}  // namespace weft::graphstore
