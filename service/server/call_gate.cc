#include "service/server/call_gate.h"

#include <algorithm>
#include <thread>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

constexpr absl::Duration kMs = absl::Milliseconds(1);

// Calls of a lane that may stand still while others run in their places: each
// holds a thread and what it has not sent.
constexpr int kMostIdle = 64;

// What is refused says so in these words.
const char* NameOf(Load load) {
  switch (load) {
    case Load::kLookup:
      return "lookups";
    case Load::kSearch:
      return "searches";
    case Load::kWrite:
      return "writes";
    case Load::kBatch:
      return "loads, backups, checks or compactions";
    case Load::kIngest:
      return "streams of documents";
    case Load::kWatch:
      return "streams of changes";
  }
  return "calls";
}

absl::Status BusyError(Load load, const Lane& lane) {
  // Spread, so that those who are refused together do not come back together.
  thread_local absl::BitGen random;
  const absl::Duration delay =
      lane.RetryDelay() * absl::Uniform(random, 0.5, 1.5);
  return WithRetryDelay(
      WithReason(absl::ResourceExhaustedError(absl::StrCat(
                     "the server is busy: ", lane.running(), " ", NameOf(load),
                     " run and ", lane.waiting(), " wait; try again in ",
                     absl::FormatDuration(absl::Ceil(delay, 10 * kMs)))),
                 "SERVER_BUSY"),
      delay);
}

int Cores() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

absl::Status TooLateError() {
  return absl::DeadlineExceededError(
      "the time for this request was over before its turn came; the server is "
      "busy");
}

}  // namespace

absl::Status DrainingError() {
  return WithReason(
      absl::UnavailableError(
          "the server is shutting down; what was acknowledged is kept, send "
          "the rest again when it is back"),
      "SERVER_DRAINING");
}

// Twice as many as cores where calls may wait for the disk in between. What
// calls take at first was measured on the sample articles.
std::array<LaneOptions, kLoads> LanesFor(int cores) {
  const size_t threads = 32 * static_cast<size_t>(cores);
  return {{
      {2 * cores, threads, 5 * kMs, 100 * kMs, 0.2 * kMs},
      {2 * cores, threads, 5 * kMs, 250 * kMs, 5 * kMs},
      {4, threads, 1000 * kMs, 5000 * kMs, 5 * kMs},
      {2, 8, 10'000 * kMs, 10'000 * kMs, 1000 * kMs},
      // They wait for their clients, and nobody for them.
      {64, 0, kMs, kMs, kMs},
      {256, 0, kMs, kMs, kMs},
  }};
}

CallGate::CallGate() : CallGate(LanesFor(Cores())) {}

CallGate::CallGate(const std::array<LaneOptions, kLoads>& lanes) {
  absl::MutexLock lock(&mutex_);
  for (const LaneOptions& options : lanes) lanes_.emplace_back(options);
}

CallGate::AwaitingClient::AwaitingClient(Ticket& ticket)
    : call_(*ticket.call_) {
  call_.awaiting_since.store(absl::GetCurrentTimeNanos(),
                             std::memory_order_relaxed);
}

CallGate::AwaitingClient::~AwaitingClient() {
  call_.awaited += absl::GetCurrentTimeNanos() -
                   call_.awaiting_since.exchange(0, std::memory_order_relaxed);
}

CallGate::Arrival CallGate::Arrive(Load load, absl::Time deadline) {
  Arrival arrival;
  absl::MutexLock lock(&mutex_);
  if (closed_) {
    arrival.ticket_ = DrainingError();
    return arrival;
  }
  Lane& lane = LaneOf(load);
  const absl::Time now = absl::Now();
  if (now >= deadline) {
    arrival.ticket_ = TooLateError();
    return arrival;
  }
  arrival.quick_ = lane.average() <= kQuick;
  if (lane.full() || lane.idle() > 0) CountIdle(load, now);
  const Lane::Id id = ++last_id_;
  switch (lane.Arrive(id, now)) {
    case Lane::Verdict::kRun:
      arrival.ticket_.emplace(Start(load));
      break;
    case Lane::Verdict::kRefuse:
      arrival.ticket_ = BusyError(load, lane);
      break;
    case Lane::Verdict::kWait:
      arrival.waiter_ = std::make_unique<Waiter>();
      arrival.waiter_->load = load;
      arrival.waiter_->id = id;
      arrival.waiter_->until = std::min(deadline, now + lane.Patience(now));
      arrival.waiter_->deadline = deadline;
      waiters_[id] = arrival.waiter_.get();
      break;
  }
  return arrival;
}

absl::StatusOr<CallGate::Ticket> CallGate::Await(Arrival arrival) {
  if (arrival.settled()) return std::move(arrival.ticket_);
  Waiter& waiter = *arrival.waiter_;
  absl::MutexLock lock(&mutex_);
  if (WaitForPlace(waiter)) return Start(waiter.load);
  if (closed_) return DrainingError();
  if (absl::Now() >= waiter.deadline) return TooLateError();
  return BusyError(waiter.load, LaneOf(waiter.load));
}

bool CallGate::WaitForPlace(Waiter& waiter) {
  while (!waiter.promoted && !closed_) {
    const absl::Time now = absl::Now();
    if (now >= waiter.until) break;
    // Nobody says that a call has come to stand still.
    waiter.wake.WaitWithDeadline(&mutex_,
                                 std::min(waiter.until, now + kIdleAfter));
    if (!waiter.promoted) CountIdle(waiter.load, absl::Now());
  }
  waiters_.erase(waiter.id);
  if (!waiter.promoted) LaneOf(waiter.load).GiveUp(waiter.id);
  return waiter.promoted;
}

void CallGate::Wake(const std::vector<Lane::Id>& promoted) {
  for (const Lane::Id id : promoted) {
    Waiter* waiter = waiters_[id];
    waiter->promoted = true;
    waiter->wake.Signal();
  }
}

void CallGate::CountIdle(Load load, absl::Time now) {
  const int64_t latest = absl::ToUnixNanos(now - kIdleAfter);
  const auto idle =
      std::count_if(running_.begin(), running_.end(), [&](const Call* call) {
        const int64_t since =
            call->awaiting_since.load(std::memory_order_relaxed);
        return call->load == load && since != 0 && since <= latest;
      });
  Wake(LaneOf(load).SetIdle(std::min(static_cast<int>(idle), kMostIdle)));
}

CallGate::Ticket CallGate::Start(Load load) {
  auto call = std::make_unique<Call>();
  call->load = load;
  call->began = absl::Now();
  running_.push_back(call.get());
  return Ticket(this, std::move(call));
}

void CallGate::Leave(const Call& call) {
  absl::MutexLock lock(&mutex_);
  running_.erase(std::find(running_.begin(), running_.end(), &call));
  const absl::Time now = absl::Now();
  Lane& lane = LaneOf(call.load);
  if (lane.idle() > 0) CountIdle(call.load, now);
  // What its client took says nothing of what calls take.
  const absl::Duration took =
      now - call.began - absl::Nanoseconds(call.awaited);
  Wake(lane.Leave(std::max(took, absl::ZeroDuration())));
}

void CallGate::Close() {
  absl::MutexLock lock(&mutex_);
  closed_ = true;
  for (const auto& [id, waiter] : waiters_) waiter->wake.Signal();
}

bool CallGate::closed() const {
  absl::MutexLock lock(&mutex_);
  return closed_;
}

bool CallGate::WaitUntilIdle(absl::Duration timeout) const {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(
      absl::Condition(
          +[](const std::vector<const Call*>* running) {
            return running->empty();
          },
          &running_),
      timeout);
}

}  // namespace weft::service
