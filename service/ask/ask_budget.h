// What a question may use up, and what it was cut off by.
//
//   AskBudget budget(request.budget(), cancellation);
//   search.max_edges = budget.EdgesFor(kMostEdges);
//   ... search ...
//   budget.Spend(result.edges_read);
//   if (cut off) budget.CutOff(reason);
//
// A budget that is spent is no error: what was found by then is the answer, and
// the reply says why there may be more. Facts of documents that are read count
// as edges. Not thread-safe.
#ifndef WEFT_SERVICE_ASK_ASK_BUDGET_H_
#define WEFT_SERVICE_ASK_ASK_BUDGET_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

class AskBudget {
 public:
  // Of `asked` edges_read and time_ms; 0 is no bound but those of the single
  // searches. Borrows `cancellation`.
  AskBudget(const v1::Budget& asked, const Cancellation& cancellation);

  const Cancellation& cancellation() const { return cancellation_; }
  // Cancelled, DeadlineExceeded: an error, unlike a budget that is spent.
  absl::Status Check() const { return cancellation_.Check(); }

  // Whether there is time, or time and edges, for more; takes note if not.
  bool InTime();
  bool GoOn();
  // For a search that by itself would use at most so much.
  uint64_t EdgesFor(uint64_t most) const;
  absl::Duration TimeFor(absl::Duration most) const;

  // A search has read so many edges, or was cut off.
  void Spend(uint64_t edges);
  void CutOff(v1::CutOff reason);

  // The first reason; CUT_OFF_UNSPECIFIED: everything was looked at.
  v1::CutOff cut_off() const { return cut_off_; }
  // The same in words; "" likewise.
  std::string Message() const;

 private:
  const Cancellation& cancellation_;
  const uint64_t edges_asked_;
  const absl::Duration time_asked_;
  const absl::Time end_;
  uint64_t edges_left_;
  v1::CutOff cut_off_ = v1::CUT_OFF_UNSPECIFIED;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASK_BUDGET_H_
