#include "graphstore/store/id_list.h"

#include <limits>

#include "base/coding.h"
#include "graphstore/store/block_cut.h"

namespace weft::graphstore {

bool EndsIdBlock(uint64_t id) { return CutsAfter(MixBits(id)); }

std::string EncodeIdBlock(absl::Span<const uint64_t> ids) {
  std::string bytes;
  uint64_t before = 0;
  for (const uint64_t id : ids) {
    PutVarint(id - before, &bytes);
    before = id;
  }
  return bytes;
}

bool DecodeIdBlock(absl::string_view bytes, std::vector<uint64_t>* ids) {
  if (bytes.empty()) return false;
  uint64_t id = 0;
  bool first = true;
  while (!bytes.empty()) {
    uint64_t step;
    if (!GetVarint(&bytes, &step) || (step == 0 && !first) ||
        step > std::numeric_limits<uint64_t>::max() - id) {
      return false;
    }
    first = false;
    id += step;
    ids->push_back(id);
  }
  return true;
}

std::string EncodeIdSequence(absl::Span<const uint64_t> ids) {
  std::string bytes;
  uint64_t before = 0;
  for (const uint64_t id : ids) {
    PutSignedVarint(static_cast<int64_t>(id - before), &bytes);
    before = id;
  }
  return bytes;
}

bool DecodeIdSequence(absl::string_view bytes, std::vector<uint64_t>* ids) {
  uint64_t id = 0;
  while (!bytes.empty()) {
    int64_t step;
    if (!GetSignedVarint(&bytes, &step)) return false;
    id += static_cast<uint64_t>(step);
    ids->push_back(id);
  }
  return true;
}

}  // namespace weft::graphstore
