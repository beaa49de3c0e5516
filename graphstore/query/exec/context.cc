#include "graphstore/query/exec/context.h"

#include <random>

#include "absl/strings/cord.h"

namespace weft::graphstore::query {
namespace {

constexpr char kCutOffUrl[] = "weft/query-cut-off";

}  // namespace

absl::string_view CutOffName(CutOff cut_off) {
  switch (cut_off) {
    case CutOff::kNone:
      return "";
    case CutOff::kEdges:
      return "edges";
    case CutOff::kRows:
      return "rows";
    case CutOff::kMemory:
      return "memory";
    case CutOff::kTime:
      return "time";
  }
  return "";
}

ExecContext::ExecContext(const GraphView& view, const Plan& plan,
                         const Map& parameters, const Budget& budget)
    : view_(view),
      plan_(plan),
      parameters_(parameters),
      budget_(budget),
      now_(absl::Now()),
      stop_(now_ + budget.max_time),
      random_(std::random_device()()),
      counters_(plan.node_count) {}

absl::Status ExecContext::CutOffAt(CutOff cut_off) {
  cut_off_ = cut_off;
  absl::Status status =
      absl::ResourceExhaustedError("the budget of the query is spent");
  status.SetPayload(kCutOffUrl, absl::Cord("1"));
  return status;
}

bool IsCutOff(const absl::Status& status) {
  return status.GetPayload(kCutOffUrl).has_value();
}

absl::Status ExecContext::AddEdges(int node, uint64_t count) {
  edges_ += count;
  counters_[node].edges += count;
  if (edges_ > budget_.max_edges) return CutOffAt(CutOff::kEdges);
  return PollMany(count);
}

absl::Status ExecContext::PollMany(uint64_t count) {
  polls_ += count;
  if (polls_ >= kPollInterval) {
    polls_ = 0;
    return SlowPoll();
  }
  return absl::OkStatus();
}

absl::Status ExecContext::AddMemory(size_t bytes) {
  memory_ += bytes;
  if (memory_ > budget_.max_memory_bytes) return CutOffAt(CutOff::kMemory);
  return absl::OkStatus();
}

absl::Status ExecContext::SlowPoll() {
  if (budget_.cancellation != nullptr) {
    const absl::Status status = budget_.cancellation->Check();
    if (!status.ok()) return status;
  }
  if (absl::Now() > stop_) return CutOffAt(CutOff::kTime);
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
