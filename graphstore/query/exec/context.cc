#include "graphstore/query/exec/context.h"

#include <algorithm>
#include <limits>
#include <random>

#include "absl/strings/cord.h"

namespace weft::graphstore::query {
namespace {

constexpr char kCutOffUrl[] = "weft/query-cut-off";
// For what was done before.
constexpr absl::Duration kLongestReplay = absl::Minutes(10);

uint64_t MostEdges(const Budget& budget, const RunPosition* from) {
  const uint64_t replayed = from == nullptr ? 0 : from->edges;
  return replayed + std::min(budget.max_edges,
                             std::numeric_limits<uint64_t>::max() - replayed);
}

absl::Time WholeMicroseconds(absl::Time time) {
  return absl::FromUnixMicros(absl::ToUnixMicros(time));
}

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
                         const Map& parameters, const Budget& budget,
                         const RunPosition* from)
    : view_(view),
      plan_(plan),
      parameters_(parameters),
      budget_(budget),
      most_edges_(MostEdges(budget, from)),
      now_(from == nullptr ? WholeMicroseconds(absl::Now()) : from->now),
      seed_(from == nullptr ? std::random_device()() : from->seed),
      random_(seed_),
      stop_(absl::Now() + budget.max_time),
      counters_(plan.node_count) {
  if (from == nullptr || from->work == 0) return;
  replayed_work_ = from->work;
  stop_ = absl::Now() + kLongestReplay;
}

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
  if (edges_ > most_edges_) return CutOffAt(CutOff::kEdges);
  return PollMany(count);
}

absl::Status ExecContext::AddMemory(size_t bytes) {
  memory_ += bytes;
  if (memory_ > budget_.max_memory_bytes) return CutOffAt(CutOff::kMemory);
  return absl::OkStatus();
}

absl::Status ExecContext::SlowPoll() {
  next_look_ = work_ + kPollInterval;
  if (budget_.cancellation != nullptr) {
    const absl::Status status = budget_.cancellation->Check();
    if (!status.ok()) return status;
  }
  const absl::Time time = absl::Now();
  if (replayed_work_ > 0 && work_ >= replayed_work_) {
    replayed_work_ = 0;
    stop_ = time + budget_.max_time;
  }
  if (time > stop_) return CutOffAt(CutOff::kTime);
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
