// Texts in large blocks, so that a million of them are some hundred
// allocations. They stay where they are as long as the blocks live.
#ifndef WEFT_GRAPHSTORE_LOAD_TEXT_BLOCKS_H_
#define WEFT_GRAPHSTORE_LOAD_TEXT_BLOCKS_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::graphstore {

// Not thread-safe.
class TextBlocks {
 public:
  // A copy of `text`.
  absl::string_view Keep(absl::string_view text) {
    if (text.empty()) return {};
    if (size_ - used_ < text.size()) {
      size_ = std::clamp(2 * size_, kFirstBytes, kMostBytes);
      size_ = std::max(size_, text.size());
      used_ = 0;
      bytes_ += size_;
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(size_));
    }
    char* to = blocks_.back().get() + used_;
    std::memcpy(to, text.data(), text.size());
    used_ += text.size();
    return {to, text.size()};
  }

  // Memory in use.
  size_t bytes() const { return bytes_; }

 private:
  // Blocks double from the first size to the second.
  static constexpr size_t kFirstBytes = size_t{16} << 10;
  static constexpr size_t kMostBytes = size_t{1} << 20;

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t size_ = 0;  // of the last block, and how much of it is used
  size_t used_ = 0;
  size_t bytes_ = 0;  // of all
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TEXT_BLOCKS_H_
