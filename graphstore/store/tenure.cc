#include "graphstore/store/tenure.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace weft::graphstore {
namespace {

// The begins of those that can end others, by day.
class Begins {
 public:
  explicit Begins(absl::Span<const Tenure> tenures) : tenures_(tenures) {
    for (size_t i = 0; i < tenures.size(); ++i) {
      if (tenures[i].asserted && HasBegin(tenures[i])) order_.push_back(i);
    }
    std::sort(order_.begin(), order_.end(),
              [&](size_t a, size_t b) { return Order(a) < Order(b); });
    // From the back: the next one of another holder.
    others_.resize(order_.size(), order_.size());
    for (size_t i = order_.size(); i-- > 1;) {
      others_[i - 1] = Holder(i) != Holder(i - 1) ? i : others_[i];
    }
  }

  static bool HasBegin(const Tenure& tenure) {
    return tenure.stated.from != Validity::kOpenFrom;
  }

  // The first tenure after `day` of another holder; Tenure::kNone.
  size_t FirstAfter(int64_t day, NodeId holder) const {
    size_t i = std::upper_bound(order_.begin(), order_.end(), day,
                                [&](int64_t than, size_t tenure) {
                                  return than < tenures_[tenure].stated.from;
                                }) -
               order_.begin();
    if (i < order_.size() && Holder(i) == holder) i = others_[i];
    return i < order_.size() ? order_[i] : Tenure::kNone;
  }

 private:
  using Place = std::tuple<int64_t, StatementId, DocumentId, uint32_t>;
  Place Order(size_t i) const {
    const Tenure& tenure = tenures_[i];
    return {tenure.stated.from, tenure.statement, tenure.document,
            tenure.ordinal};
  }
  NodeId Holder(size_t i) const { return tenures_[order_[i]].holder; }

  const absl::Span<const Tenure> tenures_;
  std::vector<size_t> order_;
  std::vector<size_t> others_;  // by place in order_
};

}  // namespace

void CloseTenures(absl::Span<Tenure> tenures) {
  absl::flat_hash_map<NodeId, int64_t> first_begins;
  for (const Tenure& tenure : tenures) {
    if (!Begins::HasBegin(tenure)) continue;
    const auto [it, is_new] =
        first_begins.emplace(tenure.holder, tenure.stated.from);
    it->second = std::min(it->second, tenure.stated.from);
  }
  const Begins begins(tenures);
  for (Tenure& tenure : tenures) {
    tenure.until = tenure.stated.until;
    tenure.closed_by = Tenure::kNone;
    const auto first = first_begins.find(tenure.holder);
    if (tenure.until != Validity::kOpenUntil || first == first_begins.end()) {
      continue;
    }
    const int64_t begin =
        Begins::HasBegin(tenure) ? tenure.stated.from : first->second;
    tenure.closed_by = begins.FirstAfter(begin, tenure.holder);
    if (tenure.closed_by == Tenure::kNone) continue;
    tenure.until = tenures[tenure.closed_by].stated.from - 1;
  }
}

bool IsSuperseded(absl::Span<const Tenure> of_statement, int64_t day) {
  bool ended = false;
  for (const Tenure& tenure : of_statement) {
    if (tenure.Holds(day)) return false;
    ended = ended || tenure.stated.Holds(day);
  }
  return ended;
}

}  // namespace weft::graphstore
