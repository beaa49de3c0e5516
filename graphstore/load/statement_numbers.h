// Which statement a triple of the file is: equal triples are mentions of one
// statement, and statements are numbered by their first one.
#ifndef WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_
#define WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft::graphstore {

// A bit for each triple that repeats an earlier one, and the number of such
// bits before every 64th triple. Without repetitions nothing is kept.
class StatementNumbers {
 public:
  // `size`: of the file, in triples.
  explicit StatementNumbers(uint64_t size) : size_(size) {}

  // `ordinal` repeats the earlier triple `first`, which repeats none. Each
  // once, in any order.
  void AddRepetition(uint32_t ordinal, uint32_t first) {
    repeated_.push_back({ordinal, first});
  }
  // After the last repetition.
  void Finish() {
    std::sort(repeated_.begin(), repeated_.end());
    if (repeated_.empty()) return;
    bits_.assign(size_ / 64 + 1, 0);
    for (const Repetition& r : repeated_) {
      bits_[r.ordinal / 64] |= uint64_t{1} << (r.ordinal % 64);
    }
    uint32_t before = 0;
    for (const uint64_t word : bits_) {
      before_.push_back(before);
      before += std::popcount(word);
    }
  }

  bool Repeats(uint32_t ordinal) const {
    return !bits_.empty() && (bits_[ordinal / 64] >> (ordinal % 64) & 1);
  }
  // The number, from 0, of the statement whose first triple this is.
  uint64_t OfFirst(uint32_t ordinal) const {
    if (bits_.empty()) return ordinal;
    const uint64_t below = (uint64_t{1} << (ordinal % 64)) - 1;
    return ordinal - before_[ordinal / 64] -
           std::popcount(bits_[ordinal / 64] & below);
  }
  // The number of any triple's statement.
  uint64_t Of(uint32_t ordinal) const {
    if (!Repeats(ordinal)) return OfFirst(ordinal);
    const auto it = std::lower_bound(repeated_.begin(), repeated_.end(),
                                     Repetition{ordinal, 0});
    return OfFirst(it->first);
  }
  uint64_t statements() const { return size_ - repeated_.size(); }

 private:
  struct Repetition {
    uint32_t ordinal;
    uint32_t first;

    friend bool operator<(const Repetition& a, const Repetition& b) {
      return a.ordinal < b.ordinal;
    }
  };

  const uint64_t size_;
  std::vector<Repetition> repeated_;
  std::vector<uint64_t> bits_;
  std::vector<uint32_t> before_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_
