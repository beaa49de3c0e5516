// Which slots an expression reads.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_SLOTS_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_SLOTS_H_

#include <vector>

#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

// A set of slots.
class SlotSet {
 public:
  void Add(int slot) {
    if (slot < 0) return;
    if (static_cast<size_t>(slot) >= bits_.size()) bits_.resize(slot + 1);
    bits_[slot] = true;
  }
  bool Has(int slot) const {
    return slot >= 0 && static_cast<size_t>(slot) < bits_.size() && bits_[slot];
  }
  std::vector<int> ToVector() const {
    std::vector<int> slots;
    for (size_t i = 0; i < bits_.size(); ++i) {
      if (bits_[i]) slots.push_back(static_cast<int>(i));
    }
    return slots;
  }

 private:
  std::vector<bool> bits_;
};

// Adds every slot that `expr` names, also those of variables that it declares
// for itself, and those of its patterns and subqueries.
void AddSlots(const Expr& expr, SlotSet* slots);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_SLOTS_H_
