// A posting list while it grows at its end, kept as the blocks it will be
// stored in: a byte or two for each id instead of eight.
#ifndef WEFT_GRAPHSTORE_LOAD_POSTING_BLOCKS_H_
#define WEFT_GRAPHSTORE_LOAD_POSTING_BLOCKS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/coding.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/id_list.h"

namespace weft::graphstore {

class PostingBlocks {
 public:
  // Greater than all before; the same as the last one is not added again.
  void Add(uint64_t id) {
    if (id == last_ && !empty_) return;
    PutVarint(id - before_, &open_);
    before_ = last_ = id;
    empty_ = false;
    if (!EndsIdBlock(id)) return;
    full_.emplace_back(id, std::move(open_));
    open_.clear();
    before_ = 0;
  }

  // Goes on behind the last cut of a list that is stored already: `ids` are
  // those of its last block. Call it first.
  void Resume(const std::vector<uint64_t>& ids) {
    for (const uint64_t id : ids) Add(id);
    resumed_ = true;
  }
  // The row of that block is to go: a cut has come to its end.
  bool LastBlockGone() const { return resumed_ && open_.empty(); }

  // The rows of the list, as EmitBlocks<PostingList>() makes them of the ids.
  template <typename Emit>
  void ForEachRow(absl::string_view prefix, Emit&& emit) const {
    for (const auto& [id, bytes] : full_) {
      emit(absl::StrCat(prefix, NumberSuffix(id)), bytes);
    }
    if (!open_.empty()) emit(absl::StrCat(prefix, kLastBlockSuffix), open_);
  }

  // Its state as bytes, and that state again; false: they are no such bytes.
  std::string Encode() const {
    std::string out;
    PutVarint(full_.size(), &out);
    for (const auto& [id, bytes] : full_) {
      PutVarint(id, &out);
      PutLengthPrefixed(bytes, &out);
    }
    PutLengthPrefixed(open_, &out);
    PutVarint(before_, &out);
    PutVarint(last_, &out);
    out.push_back(static_cast<char>(2 * empty_ + resumed_));
    return out;
  }
  bool Decode(absl::string_view in) {
    uint64_t count, id;
    absl::string_view bytes;
    if (!GetVarint(&in, &count)) return false;
    for (; count > 0; --count) {
      if (!GetVarint(&in, &id) || !GetLengthPrefixed(&in, &bytes)) return false;
      full_.emplace_back(id, std::string(bytes));
    }
    if (!GetLengthPrefixed(&in, &bytes) || !GetVarint(&in, &before_) ||
        !GetVarint(&in, &last_) || in.size() != 1) {
      return false;
    }
    open_ = std::string(bytes);
    empty_ = in[0] & 2;
    resumed_ = in[0] & 1;
    return true;
  }

 private:
  std::vector<std::pair<uint64_t, std::string>> full_;  // by their last id
  std::string open_;                                    // behind the last cut
  uint64_t before_ = 0;                                 // in `open_`
  uint64_t last_ = 0;
  bool empty_ = true;
  bool resumed_ = false;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_POSTING_BLOCKS_H_
