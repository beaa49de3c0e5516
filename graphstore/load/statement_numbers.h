// Which statement a triple of the file is: equal triples are mentions of one
// statement. Those that are new to the graph are numbered by their first
// triple.
#ifndef WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_
#define WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A bit for each triple that begins no new statement, and beside every 64 of
// them the number of those before. Without such triples nothing is kept.
class StatementNumbers {
 public:
  // A triple that begins no new statement.
  struct Other {
    uint32_t ordinal;
    bool old;
    uint64_t target;  // a statement if it is old, else a triple

    friend bool operator<(const Other& a, const Other& b) {
      return a.ordinal < b.ordinal;
    }
  };

  // `size`: of the file, in triples; `first`: id of the first new statement.
  StatementNumbers(uint64_t size, StatementId first)
      : size_(size), first_(first.value()) {}

  // `ordinal` repeats the earlier triple `first`, which begins a statement.
  // Each triple once at most, in any order; likewise the next.
  void AddRepetition(uint32_t ordinal, uint32_t first) {
    others_.push_back({ordinal, false, first});
  }
  // `ordinal` is a mention of a statement that the graph has already.
  void AddOld(uint32_t ordinal, StatementId statement) {
    others_.push_back({ordinal, true, statement.value()});
  }
  // After the last of these.
  void Finish() {
    std::sort(others_.begin(), others_.end());
    if (others_.empty()) return;
    words_.resize(size_ / 64 + 1);
    for (const Other& other : others_) {
      words_[other.ordinal / 64].bits |= uint64_t{1} << (other.ordinal % 64);
    }
    uint64_t before = 0;
    for (Word& word : words_) {
      word.before = before;
      before += std::popcount(word.bits);
    }
  }

  // After Finish(): all of these; and the same in one step from them.
  const std::vector<Other>& others() const { return others_; }
  void Restore(std::vector<Other> others) {
    others_ = std::move(others);
    Finish();
  }

  bool BeginsOne(uint32_t ordinal) const {
    return words_.empty() || !(words_[ordinal / 64].bits >> (ordinal % 64) & 1);
  }
  // The statement that this triple begins.
  StatementId Begun(uint32_t ordinal) const {
    if (words_.empty()) return StatementId(first_ + ordinal);
    const Word& word = words_[ordinal / 64];
    const uint64_t below = (uint64_t{1} << (ordinal % 64)) - 1;
    return StatementId(first_ + ordinal - word.before -
                       std::popcount(word.bits & below));
  }
  // The statement of any triple.
  StatementId Of(uint32_t ordinal) const {
    if (BeginsOne(ordinal)) return Begun(ordinal);
    const auto it = std::lower_bound(others_.begin(), others_.end(),
                                     Other{ordinal, false, 0});
    return it->old ? StatementId(it->target)
                   : Begun(static_cast<uint32_t>(it->target));
  }
  uint64_t new_statements() const { return size_ - others_.size(); }
  StatementId first() const { return StatementId(first_); }

 private:
  // Together, because triples are asked for in the order of edges: each is a
  // line of memory somewhere.
  struct Word {
    uint64_t bits = 0;
    uint64_t before = 0;
  };

  const uint64_t size_;
  const uint64_t first_;
  std::vector<Other> others_;
  std::vector<Word> words_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_STATEMENT_NUMBERS_H_
