#include "graphstore/query/plan/rewrite.h"

#include <algorithm>

#include "graphstore/query/plan/functions.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {
namespace {

// Whether the same row twice gives what it gives once.
bool IgnoresRepeats(const PlanNode& node) {
  if (node.kind == PlanKind::kDistinct) return true;
  if (node.kind != PlanKind::kAggregate) return false;
  const auto& aggregates = node.projection->aggregates;
  return std::all_of(aggregates.begin(), aggregates.end(),
                     [](const Aggregate& aggregate) {
                       return aggregate.distinct ||
                              (aggregate.function != nullptr &&
                               (aggregate.function->id == FunctionId::kMin ||
                                aggregate.function->id == FunctionId::kMax));
                     });
}

void AddSlotsOf(const Projection& projection, SlotSet* used) {
  for (const ProjectionItem& item : projection.items) {
    AddSlots(*item.expr, used);
  }
  for (const Aggregate& aggregate : projection.aggregates) {
    if (aggregate.argument) AddSlots(*aggregate.argument, used);
    if (aggregate.second) AddSlots(*aggregate.second, used);
  }
}

void AddSlotsOf(const Predicate& predicate, SlotSet* used) {
  used->Add(predicate.slot);
  if (predicate.expr != nullptr) AddSlots(*predicate.expr, used);
}

// What `node` reads. False: this kind is not looked through.
bool AddReads(const PlanNode& node, SlotSet* used) {
  switch (node.kind) {
    case PlanKind::kProject:
      for (const ProjectionItem* item : node.items) AddSlots(*item->expr, used);
      return true;
    case PlanKind::kFilter:
    case PlanKind::kExpand:
    case PlanKind::kExpandLength:
    case PlanKind::kEndpoints:
    case PlanKind::kNodeScan:
    case PlanKind::kNodeSeek:
    case PlanKind::kUnwind:
      break;
    default:
      return false;
  }
  for (const Predicate& predicate : node.predicates) {
    AddSlotsOf(predicate, used);
  }
  for (int slot : node.unique) used->Add(slot);
  used->Add(node.from);
  if (node.flag) used->Add(node.to);
  if (node.kind == PlanKind::kEndpoints) used->Add(node.slot);
  if (node.expr != nullptr) AddSlots(*node.expr, used);
  return true;
}

bool MaySkipTrails(const PlanNode& node, const SlotSet& used) {
  return node.kind == PlanKind::kExpandLength && !node.flag && !node.flag2 &&
         node.min_hops <= 1 && node.max_hops >= 1 && node.unique.empty() &&
         !used.Has(node.slot);
}

void MarkEnds(PlanNode* root) {
  SlotSet used;
  for (int slot : root->slots) used.Add(slot);
  if (root->projection != nullptr) AddSlotsOf(*root->projection, &used);
  PlanNode* node = root;
  while (!node->children.empty()) {
    node = node->children[0].get();
    if (MaySkipTrails(*node, used)) node->ends_only = true;
    if (!AddReads(*node, &used)) return;
  }
}

}  // namespace

void RewritePlan(PlanNode* root) {
  if (IgnoresRepeats(*root)) MarkEnds(root);
  for (const auto& child : root->children) RewritePlan(child.get());
}

}  // namespace weft::graphstore::query
