// The edges of a node on one side, decoded and laid out for traversal: what is
// needed to walk on (the nodes at the other ends) lies side by side.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_LIST_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_LIST_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/query.h"

namespace weft::graphstore {

// Immutable; shared by the versions of the graph in which it is the same.
// Thread-safe.
class EdgeList {
 public:
  // `edges` in order.
  static const EdgeList* New(absl::Span<const AdjacentEdge> edges);

  void AddReference() const { references_.fetch_add(1); }
  // Deletes the list with its last reference; says whether it did.
  bool Release() const;

  size_t size() const { return size_; }
  // Of memory; 0 for the empty list, of which there is one.
  size_t bytes() const;
  // By relation, node, polarity. none: a statement without an object.
  absl::Span<const NodeId> others() const {
    return {reinterpret_cast<const NodeId*>(groups() + group_count_), size_};
  }
  absl::Span<const StatementId> all_statements() const {
    return {statements(), size_};
  }
  // Number `i` as an edge; `node` is the one whose list this is.
  Edge At(size_t i, NodeId node, bool outgoing) const;
  // The same as the list was given it.
  AdjacentEdge AdjacentAt(size_t i) const;
  uint64_t CountOf(RelationId relation) const;

  // Edges that pass the filter, direction aside.
  uint64_t CountPassing(const EdgeFilter& filter) const;

  // Has the processor fetch the first edges: lists lie anywhere in memory, and
  // the lines of one are else waited for one after the other.
  void Prefetch() const {
    for (int line = 0; line < 4; ++line) {
      __builtin_prefetch(reinterpret_cast<const char*>(this) + 64 * line);
    }
  }

  // Calls visit(begin, end) for each longest run of edges that pass the filter
  // (direction aside); false stops. Returns false when stopped.
  template <typename Visit>
  bool VisitRuns(const EdgeFilter& filter, Visit&& visit) const {
    const bool all = AllPass(filter);
    if (filter.relations.any) return VisitPart(filter, all, 0, size(), visit);
    size_t begin = 0;
    for (const Group& group : absl::MakeConstSpan(groups(), group_count_)) {
      if (filter.relations.Matches(group.relation) &&
          !VisitPart(filter, all, begin, group.end, visit)) {
        return false;
      }
      begin = group.end;
    }
    return true;
  }

 private:
  struct Group {
    RelationId relation;
    uint32_t end = 0;  // where the next one begins
  };
  // Kept only where an edge has something of it to say.
  struct Detail {
    Validity validity;
    uint8_t confidence = 255;
    bool negated = false;
  };

  EdgeList(uint32_t size, uint32_t group_count, bool detailed)
      : size_(size), group_count_(group_count), detailed_(detailed) {}
  ~EdgeList() = default;
  static const EdgeList* Empty();

  // One piece of memory: this, groups, nodes, statements, details.
  const Group* groups() const {
    return reinterpret_cast<const Group*>(this + 1);
  }
  const StatementId* statements() const {
    return reinterpret_cast<const StatementId*>(others().end());
  }
  const Detail* details() const {
    return reinterpret_cast<const Detail*>(statements() + size_);
  }

  // Whether the filter can let none of the edges fail, relation aside.
  bool AllPass(const EdgeFilter& filter) const {
    return !filter.recorded_before &&
           (!detailed_ || (filter.include_negated &&
                           filter.min_confidence <= 0 && !filter.valid_on));
  }
  bool Passes(const EdgeFilter& filter, size_t i) const;

  template <typename Visit>
  bool VisitPart(const EdgeFilter& filter, bool all, size_t begin, size_t end,
                 Visit& visit) const {
    if (all) return begin == end || visit(begin, end);
    while (begin < end) {
      if (!Passes(filter, begin)) {
        ++begin;
        continue;
      }
      size_t last = begin + 1;
      while (last < end && Passes(filter, last)) ++last;
      if (!visit(begin, last)) return false;
      begin = last;
    }
    return true;
  }

  mutable std::atomic<int> references_{1};
  const uint32_t size_;
  const uint32_t group_count_;
  const bool detailed_;  // else no edge needs a Detail
};

// Confidences as they were known at a time, in place of those that lists have.
class KnownConfidences {
 public:
  virtual float ConfidenceOf(const Edge& edge) const = 0;

 protected:
  ~KnownConfidences() = default;
};

// Edges of one node that pass a filter, side by side in its list.
class EdgeRun {
 public:
  EdgeRun(const EdgeList* list, NodeId node, bool outgoing, size_t begin,
          size_t end)
      : list_(*list),
        node_(node),
        outgoing_(outgoing),
        begin_(begin),
        others_(list->others().subspan(begin, end - begin)) {}

  // The first `size` of them.
  EdgeRun First(size_t size) const { return Part(0, size); }
  // `size` of them, from number `first` on.
  EdgeRun Part(size_t first, size_t size) const {
    return EdgeRun(&list_, node_, outgoing_, begin_ + first,
                   begin_ + first + size)
        .With(known_);
  }
  // The same with these confidences; null: those of the list.
  EdgeRun With(const KnownConfidences* known) const {
    EdgeRun run = *this;
    run.known_ = known;
    return run;
  }

  size_t size() const { return others_.size(); }
  // The nodes at the other ends; may begin with none.
  absl::Span<const NodeId> others() const { return others_; }
  absl::Span<const StatementId> statements() const {
    return list_.all_statements().subspan(begin_, size());
  }
  bool outgoing() const { return outgoing_; }
  Edge At(size_t i) const {
    Edge edge = list_.At(begin_ + i, node_, outgoing_);
    if (known_ != nullptr) edge.confidence = known_->ConfidenceOf(edge);
    return edge;
  }

 private:
  const EdgeList& list_;
  const NodeId node_;
  const bool outgoing_;
  const size_t begin_;
  const absl::Span<const NodeId> others_;
  const KnownConfidences* known_ = nullptr;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_LIST_H_
