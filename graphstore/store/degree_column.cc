#include "graphstore/store/degree_column.h"

#include <algorithm>

namespace weft::graphstore {

void DegreeColumn::Append(NodeId node, uint32_t degree) {
  if (!node.is_entity()) {
    values_.emplace_back(node, degree);
    return;
  }
  const uint64_t word = node.payload() / 64;
  while (words_.size() <= word) words_.push_back({0, degrees_.size()});
  words_[word].nodes |= uint64_t{1} << (node.payload() % 64);
  degrees_.push_back(degree);
}

uint64_t DegreeColumn::OfValue(NodeId node) const {
  const auto it = std::lower_bound(
      values_.begin(), values_.end(), node,
      [](const auto& value, NodeId id) { return value.first < id; });
  return it != values_.end() && it->first == node ? it->second : 0;
}

size_t DegreeColumn::bytes() const {
  return words_.capacity() * sizeof(words_[0]) +
         degrees_.capacity() * sizeof(degrees_[0]) +
         values_.capacity() * sizeof(values_[0]);
}

void DegreeColumn::AppendNodesTo(std::vector<NodeId>* nodes) const {
  nodes->reserve(nodes->size() + size());
  for (size_t word = 0; word < words_.size(); ++word) {
    for (uint64_t left = words_[word].nodes; left != 0; left &= left - 1) {
      nodes->push_back(NodeId::Entity(64 * word + std::countr_zero(left)));
    }
  }
  for (const auto& [node, degree] : values_) nodes->push_back(node);
}

}  // namespace weft::graphstore
