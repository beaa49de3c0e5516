#include "graphstore/store/degree_columns.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/btree_map.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/listings.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {
namespace {

// A pass begins once questions came about one in so many of the edges.
constexpr uint64_t kEdgesPerNodeAsked = 8;
// Entity numbers for one edge of the relation, beyond which a column is too
// empty.
constexpr uint64_t kMaxNumbersPerEdge = 64;
// Subjects at least that a step reads: fewer are hardly cheaper.
constexpr size_t kMinStep = 64;
// As many relations as one pattern has; another one takes the place of the one
// that was not asked about for longest.
constexpr size_t kMaxPasses = 4;

size_t BytesOf(const RelationDegrees& degrees) {
  return degrees.out.bytes() + degrees.in.bytes();
}

// 0: no statement has it.
absl::StatusOr<uint64_t> EdgesOf(const View& view, RelationId relation) {
  const std::string key = RelationKey(relation);
  WEFT_ASSIGN_OR_RETURN(const auto value, view.Get(key));
  if (!value) return 0;
  RelationRecord record;
  if (!DecodeRelationRecord(*value, &record)) return BadRecord(key);
  return record.statement_count;
}

}  // namespace

// The pass over the edges of a relation.
class DegreeColumns::Pass {
 public:
  Pass(const View& view, RelationId relation, std::vector<NodeId> subjects)
      : relation_(relation),
        subjects_(std::move(subjects)),
        in_(view.meta().next.entity) {
    filter_.relations.any = false;
    filter_.relations.ids = {relation};
    filter_.include_negated = true;
  }

  RelationId relation() const { return relation_; }
  bool done() const { return next_ == subjects_.size(); }

  // Takes the edges of the next subjects.
  absl::Status Go(const View& view, size_t subjects) {
    const auto part = absl::MakeConstSpan(subjects_).subspan(
        next_, std::max(subjects, kMinStep));
    next_ += part.size();
    WEFT_RETURN_IF_ERROR(VisitLists(view, part, /*incoming=*/false,
                                    [&](size_t i, const EdgeList& list) {
                                      Take(part[i], list);
                                      return !damaged_;
                                    }));
    if (!damaged_) return absl::OkStatus();
    return absl::DataLossError(absl::StrCat(
        "an edge of relation ", relation_.value(),
        " leads to an entity that was never made; run `weft check`"));
  }

  RelationDegrees Finish() {
    for (size_t number = 0; number < in_.size(); ++number) {
      if (in_[number] == 0) continue;
      degrees_.in.Append(NodeId::Entity(number), in_[number]);
    }
    for (const auto& [node, count] : values_) degrees_.in.Append(node, count);
    return std::move(degrees_);
  }

 private:
  void Take(NodeId subject, const EdgeList& list) {
    uint32_t edges = 0;
    list.VisitRuns(filter_, [&](size_t begin, size_t end) {
      edges += static_cast<uint32_t>(end - begin);
      for (const NodeId other : list.others().subspan(begin, end - begin)) {
        Count(other);
      }
      return true;
    });
    if (edges > 0) degrees_.out.Append(subject, edges);
  }

  void Count(NodeId object) {
    if (object.is_none()) {
      ++degrees_.without_object;
    } else if (!object.is_entity()) {
      ++values_[object];
    } else if (object.payload() < in_.size()) {
      ++in_[object.payload()];
    } else {
      damaged_ = true;
    }
  }

  const RelationId relation_;
  const std::vector<NodeId> subjects_;
  size_t next_ = 0;
  EdgeFilter filter_;
  std::vector<uint32_t> in_;  // by entity number
  absl::btree_map<NodeId, uint32_t> values_;
  RelationDegrees degrees_;
  bool damaged_ = false;
};

DegreeColumns::DegreeColumns(std::shared_ptr<CacheBudget> budget)
    : budget_(std::move(budget)) {}

DegreeColumns::~DegreeColumns() {
  for (const auto& [relation, degrees] : ready_) {
    budget_->SubtractColumn(BytesOf(*degrees));
  }
}

const RelationDegrees* DegreeColumns::Find(RelationId relation) const {
  std::lock_guard lock(mutex_);
  const auto it = ready_.find(relation);
  return it == ready_.end() ? nullptr : it->second.get();
}

const RelationDegrees* DegreeColumns::Keep(RelationId relation,
                                           RelationDegrees degrees) {
  auto kept = std::make_unique<const RelationDegrees>(std::move(degrees));
  budget_->AddColumn(BytesOf(*kept));
  std::lock_guard lock(mutex_);
  return ready_.emplace(relation, std::move(kept)).first->second.get();
}

absl::StatusOr<DegreeColumns::Pass*> DegreeColumns::PassOf(const View& view,
                                                           RelationId relation,
                                                           size_t nodes) {
  const auto it = std::find_if(
      passes_.begin(), passes_.end(),
      [&](const auto& pass) { return pass->relation() == relation; });
  if (it != passes_.end()) {
    std::rotate(it, it + 1, passes_.end());
    return passes_.back().get();
  }
  const auto [asked, is_new] = asked_.try_emplace(relation);
  if (is_new) {
    WEFT_ASSIGN_OR_RETURN(asked->second.edges, EdgesOf(view, relation));
  }
  const uint64_t edges = asked->second.edges;
  asked->second.nodes += nodes;
  if (asked->second.nodes * kEdgesPerNodeAsked < edges ||
      edges * kMaxNumbersPerEdge < view.meta().next.entity ||
      budget_->columns_full()) {
    return nullptr;
  }
  WEFT_ASSIGN_OR_RETURN(std::vector<NodeId> subjects,
                        SubjectsOf(view, relation));
  if (passes_.size() == kMaxPasses) passes_.erase(passes_.begin());
  passes_.push_back(
      std::make_unique<Pass>(view, relation, std::move(subjects)));
  return passes_.back().get();
}

absl::StatusOr<const RelationDegrees*> DegreeColumns::Ask(const View& view,
                                                          RelationId relation,
                                                          size_t nodes) {
  if (const RelationDegrees* ready = Find(relation)) return ready;
  // Nobody waits for another thread's step.
  const std::unique_lock lock(building_, std::try_to_lock);
  if (!lock) return nullptr;
  if (const RelationDegrees* ready = Find(relation)) return ready;
  WEFT_ASSIGN_OR_RETURN(Pass* const pass, PassOf(view, relation, nodes));
  if (pass == nullptr) return nullptr;
  const absl::Status status = pass->Go(view, nodes);
  if (!status.ok()) {
    passes_.pop_back();  // it may have taken a part of this step
    return status;
  }
  if (!pass->done()) return nullptr;
  const RelationDegrees* kept = Keep(relation, pass->Finish());
  passes_.pop_back();
  return kept;
}

}  // namespace weft::graphstore
