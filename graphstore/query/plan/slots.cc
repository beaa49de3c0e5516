#include "graphstore/query/plan/slots.h"

#include "graphstore/query/lang/clone.h"

namespace weft::graphstore::query {
namespace {

void AddPatternSlots(const Pattern& pattern, SlotSet* slots) {
  for (const PathPattern& path : pattern.paths) {
    slots->Add(path.slot);
    for (const NodePattern& node : path.nodes) slots->Add(node.slot);
    for (const RelationshipPattern& step : path.relationships) {
      slots->Add(step.slot);
    }
  }
}

}  // namespace

void AddSlots(const Expr& expr, SlotSet* slots) {
  Walk(expr, [slots](const Expr& part) {
    slots->Add(part.slot);
    slots->Add(part.slot2);
    if (part.pattern) AddPatternSlots(*part.pattern, slots);
    if (part.query) {
      for (const SingleQuery& query : part.query->parts) {
        for (const Clause& clause : query.clauses) {
          AddPatternSlots(clause.pattern, slots);
        }
      }
    }
    return true;
  });
}

}  // namespace weft::graphstore::query
