#include "graphstore/store/type_sample.h"

#include <algorithm>
#include <vector>

#include "base/status.h"
#include "graphstore/store/block_cut.h"

namespace weft::graphstore {
namespace {

constexpr uint64_t kParts = 128;

}  // namespace

absl::StatusOr<TypeSample> SampleTypes(const View& view) {
  const uint64_t bound = view.meta().next.entity;
  std::vector<NodeId> ids;
  for (uint64_t part = 0; part < kParts; ++part) {
    const uint64_t begin = 1 + (bound - 1) * part / kParts;
    const uint64_t end = 1 + (bound - 1) * (part + 1) / kParts;
    if (begin == end) continue;  // there are fewer than parts
    // Types may follow each other in a rhythm; these do not.
    ids.push_back(NodeId::Entity(begin + MixBits(part) % (end - begin)));
  }
  view.merges().Resolve(&ids);
  WEFT_ASSIGN_OR_RETURN(const auto records, view.Entities(ids));
  TypeSample sample;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!records[i]) continue;  // it went with its last document
    ++sample.entities;
    ++sample.types[records[i]->ToEntity(ids[i]).type];
  }
  return sample;
}

}  // namespace weft::graphstore
