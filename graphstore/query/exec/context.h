// What one run of a query shares: the view, the parameters, the budget.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_CONTEXT_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/plan/plan.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// What a query may use up. When one bound is met the query ends there: rows
// handed out before are true, and the result says which bound it was.
struct Budget {
  uint64_t max_edges = 10'000'000;  // relationships read
  uint64_t max_rows = 1'000'000;    // handed out
  // Held by sorting, grouping, collecting and reading ahead; estimated.
  uint64_t max_memory_bytes = uint64_t{512} << 20;
  absl::Duration max_time = absl::Seconds(30);
  // May be null. Unlike a spent budget a cancelled query is an error.
  const Cancellation* cancellation = nullptr;
};

enum class CutOff : uint8_t { kNone, kEdges, kRows, kMemory, kTime };

// Where a run ended. Another one of the same query, with the same parameters
// over the same version of the graph, does the same work in the same order; so
// it can do this part again, at no cost to its budget, and go on behind it.
struct RunPosition {
  uint64_t rows = 0;   // handed out
  uint64_t edges = 0;  // read
  uint64_t work = 0;   // units of Poll()
  uint64_t plan = 0;   // hash of PlanShape()
  uint64_t seed = 0;   // of rand()
  absl::Time now;      // what it takes for the present, in whole microseconds

  friend bool operator==(const RunPosition&, const RunPosition&) = default;
};

// "", "edges", "rows", "memory", "time".
absl::string_view CutOffName(CutOff cut_off);

// One a plan node: what it did.
struct NodeCounters {
  uint64_t rows = 0;
  uint64_t edges = 0;
};

// The registers of all operators of a plan.
using Row = std::vector<Value>;

// Used by one thread.
class ExecContext {
 public:
  // Goes on at `from`; null: begins.
  ExecContext(const GraphView& view, const Plan& plan, const Map& parameters,
              const Budget& budget, const RunPosition* from);

  const GraphView& view() const { return view_; }
  const Plan& plan() const { return plan_; }
  const Map& parameters() const { return parameters_; }
  absl::Time now() const { return now_; }
  std::mt19937_64& random() { return random_; }

  // The first two end the run where a bound is met: with a status that is only
  // for the engine, IsCutOff. Otherwise Cancelled, DeadlineExceeded.
  absl::Status AddEdges(int node, uint64_t count);
  absl::Status AddMemory(size_t bytes);
  void ReleaseMemory(size_t bytes) { memory_ -= bytes; }
  // Called once for each unit of work anywhere.
  absl::Status Poll() { return PollMany(1); }
  // The same for many at once.
  absl::Status PollMany(uint64_t count) {
    work_ += count;
    return work_ < next_look_ ? absl::OkStatus() : SlowPoll();
  }
  absl::Status CutOffAt(CutOff cut_off);

  CutOff cut_off() const { return cut_off_; }
  // What was done again included.
  uint64_t edges() const { return edges_; }
  uint64_t work() const { return work_; }
  uint64_t seed() const { return seed_; }
  std::vector<NodeCounters>& counters() { return counters_; }

 private:
  // Units of work between two looks at the clock: about 10 µs to 1 ms.
  static constexpr uint64_t kPollInterval = 1024;

  absl::Status SlowPoll();

  const GraphView& view_;
  const Plan& plan_;
  const Map& parameters_;
  const Budget budget_;
  const uint64_t most_edges_;
  const absl::Time now_;
  const uint64_t seed_;
  std::mt19937_64 random_;
  absl::Time stop_;
  uint64_t replayed_work_ = 0;  // 0: nothing (any more) to do again
  uint64_t work_ = 0;
  uint64_t next_look_ = kPollInterval;
  uint64_t edges_ = 0;
  uint64_t memory_ = 0;
  CutOff cut_off_ = CutOff::kNone;
  std::vector<NodeCounters> counters_;
};

// Whether `status` comes from CutOffAt.
bool IsCutOff(const absl::Status& status);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_CONTEXT_H_
